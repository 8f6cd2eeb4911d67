// Where writing is allowed: captions of a photo are edited, and a photo is deleted, with some seconds to undo.

import * as api from './api.js';
import {button, el} from './dom.js';
import {note} from './notes.js';
import {forget} from './search.js';

/** The tools of one photo. `saved()` is called after its captions changed; `removed()` when it goes, and returns how to
 * put it back. */
export function editor(image, id, {saved, removed}) {
    const place = el('div', {class: 'editor', data: {id}});
    const close = () => {
        place.replaceChildren();
        saved();
    };
    const edit = button('', 'Edit captions', () => place.replaceChildren(form(image, id, close)));
    edit.dataset.key = 'edit';
    place.append(el('div', {class: 'choices'}, edit, button('bin', 'Delete', () => remove(id, removed), {class: 'danger', data: {key: 'delete'}})));
    return place;
}

function form(image, id, saved) {
    const field = el('textarea', {id: 'captions', rows: 5, data: {key: 'captions'}, value: (image.captions ?? []).join('\n')});
    const trouble = el('p', {role: 'alert', class: 'trouble'});
    const submit = async event => {
        event.preventDefault();
        const captions = field.value.split('\n').map(line => line.trim()).filter(Boolean);
        try {
            await api.caption(id, captions);
            forget();
            note('The captions were saved.');
            saved();
        } catch (error) {
            trouble.textContent = error.message;
        }
    };
    queueMicrotask(() => field.focus());
    return el('form', {class: 'field', on: {submit}}, el('label', {for: 'captions'}, 'Captions, one a line'), field, trouble,
        el('div', {class: 'choices'}, el('button', {type: 'submit', class: 'primary'}, 'Save'), button('', 'Cancel', saved)));
}

// The photo leaves the page at once, and the collection when the time to undo is over.
function remove(id, removed) {
    const restore = removed();
    note(`Photo ${id} was deleted.`, {
        undo: restore,
        done: async () => {
            try {
                await api.remove(id);
                forget();
            } catch (error) {
                restore();
                note(`Photo ${id} was not deleted: ${error.message}`);
            }
        },
    });
}
