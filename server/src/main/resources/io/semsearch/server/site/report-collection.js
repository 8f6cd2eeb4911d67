// The page of the collection: its size, what verify finds, and near-duplicates to clean up.

import * as api from './api.js';
import {button, el} from './dom.js';
import {note} from './notes.js';
import {figures, section} from './report-parts.js';
import {bytes, count, nameOf, percent, photos} from './wording.js';

const MOST_SHOWN = 12;

/** The sections of the page. */
export async function sections() {
    const info = await api.collection();
    return [sizes(info), checks(), duplicates()];
}

function sizes(info) {
    const share = info.images ? info.withFile / info.images : 0;
    return section('What is in it', '', figures([
        ['photos', count(info.images)], ['captions', count(info.captions ?? 0)],
        ['photos without a caption', info.withoutCaptions === undefined ? undefined : count(info.withoutCaptions)],
        ['photos whose file is here', info.withFile === undefined ? undefined : share === 1 ? 'all' : percent(share)],
        ['size of the index', info.bytes === undefined ? undefined : bytes(info.bytes)],
        ['segments of the index', info.segments], ['deleted, not yet merged away', info.deletedDocuments],
        ['encoder of photos', info.encoder], ['takes new photos', info.takesPhotos ? 'yes' : 'no']]));
}

function checks() {
    const result = el('div', {'aria-live': 'polite'}, button('', 'Check the index', run));
    async function run() {
        result.replaceChildren(el('p', {}, 'Checking. A large collection takes some seconds …'));
        try {
            const {ok, findings} = await api.findings();
            result.replaceChildren(ok && !findings.length ? el('p', {}, 'Nothing is wrong: every photo has its vectors, and the graph is whole.')
                : el('ul', {class: ok ? 'findings' : 'findings bad'}, findings.map(text => el('li', {}, text))));
        } catch (error) {
            result.replaceChildren(el('p', {class: 'trouble'}, error.message), button('', 'Try again', run));
        }
    }
    return section('Is it whole?', 'Compares each photo’s vectors with the model, and the graph with an exact search.', result);
}

function duplicates() {
    const result = el('div', {'aria-live': 'polite'});
    const choose = el('select', {id: 'alike'}, [['0.99', 'almost equal (0.99)'], ['0.999', 'equal but for the file (0.999)'], ['0.97', 'similar (0.97)']]
        .map(([value, text]) => el('option', {value}, text)));
    const run = async () => {
        result.replaceChildren(el('p', {}, 'Comparing photos. A large collection takes some seconds …'));
        try {
            const {groups} = await api.duplicates(choose.value);
            result.replaceChildren(el('p', {}, groups.length ? `${count(groups.length)} groups:` : 'There are none.'), ...groups.map(group));
        } catch (error) {
            result.replaceChildren(el('p', {class: 'trouble'}, error.message), button('', 'Try again', run));
        }
    };
    return section('Near-duplicates', 'Photos whose features are almost the same. What you delete here is gone from the collection.',
        el('div', {class: 'choices'}, el('label', {for: 'alike', class: 'unseen'}, 'How similar'), choose, button('', 'Find them', run)), result);
}

function group(ids) {
    const row = el('div', {class: 'group', role: 'group', 'aria-label': `${photos(ids.length)} alike`});
    row.append(...ids.slice(0, MOST_SHOWN).map(id => photoOf(String(id))),
        ids.length > MOST_SHOWN ? el('p', {}, `and ${count(ids.length - MOST_SHOWN)} more`) : '');
    return row;
}

function photoOf(id) {
    const picture = el('img', {src: api.thumbnail(id), alt: `Photo ${id}`, loading: 'lazy', width: 144, height: 108});
    const caption = el('figcaption', {}, `Photo ${id}`);
    const figure = el('figure', {}, el('a', {href: `/?${new URLSearchParams({show: id, collection: document.body.dataset.collection})}`}, picture), caption);
    if (document.body.dataset.writable === 'true') {
        figure.append(button('bin', `Delete photo ${id}`, () => remove(id, figure), {class: 'icon danger'}));
    }
    api.image(id).then(image => {
        caption.textContent = nameOf(image);
        picture.alt = nameOf(image);
    }, () => {});
    return figure;
}

function remove(id, figure) {
    figure.hidden = true;
    const restore = () => figure.hidden = false;
    note(`Photo ${id} was deleted.`, {undo: restore, done: () => api.remove(id).catch(error => {
        restore();
        note(`Photo ${id} was not deleted: ${error.message}`);
    })});
}
