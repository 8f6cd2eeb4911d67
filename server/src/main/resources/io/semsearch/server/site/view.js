// The large view of a photo: captions, how it was taken, why it was found, and what can be done with it.

import * as api from './api.js';
import {START} from './address.js';
import {button, byId, el, icon} from './dom.js';
import {editor} from './editing.js';
import {why} from './explain.js';
import * as grid from './grid.js';
import {note} from './notes.js';
import {hits} from './search.js';
import {current, go, judge, judgement, onChange} from './session.js';
import {byProgram, nameOf, place, sureness, when} from './wording.js';

const MOST_ENLARGED = 2;
const dialog = byId('photo');
const frame = el('div', {class: 'photo-frame'});
let shownId = '';
let order = [];

async function show(id) {
    const known = hits().find(hit => String(hit.imageId) === id);
    shownId = id;
    draw(known ?? {imageId: id, captions: []}, Boolean(known));
    if (!dialog.open) {
        dialog.append(byId('notes')); // what is outside a modal dialog cannot be used
        dialog.showModal();
    }
    try {
        const image = {...known, ...await api.image(id)};
        if (shownId === id) {
            draw(image, true);
        }
    } catch (error) {
        if (shownId === id && !known) {
            dialog.querySelector('.photo-side').replaceChildren(el('h2', {}, 'This photo cannot be shown'), el('p', {}, error.message));
        }
    }
}

function draw(image, complete) {
    const id = String(image.imageId);
    const focused = dialog.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
    const picture = dialog.querySelector('img.large');
    const large = picture?.dataset.id === id ? picture : bigPicture(image, id);
    large.alt = nameOf(image);
    dialog.setAttribute('aria-label', nameOf(image));
    frame.replaceChildren(el('div', {class: 'photo-stage'}, large, arrow('left', -1), arrow('right', 1),
        keyed('close', button('close', 'Close', close, {class: 'icon photo-close'}))),
        el('div', {class: 'photo-side'}, complete ? side(image, id) : el('p', {role: 'status'}, 'Loading …')));
    (focused && dialog.querySelector(`[data-key="${focused}"]`))?.focus();
}

function bigPicture(image, id) {
    const size = image.width && image.height ? {width: image.width, height: image.height} : {};
    const picture = el('img', {class: 'large', src: api.picture(id), data: {id}, ...size});
    picture.addEventListener('load', () => {
        picture.style.maxWidth = `${MOST_ENLARGED * picture.naturalWidth}px`;
        picture.style.maxHeight = `${MOST_ENLARGED * picture.naturalHeight}px`;
    });
    picture.addEventListener('error', () => picture.src.endsWith(api.thumbnail(id)) || (picture.src = api.thumbnail(id)));
    return picture;
}

function keyed(key, control) {
    control.dataset.key = key;
    return control;
}

const arrow = (side, step) => {
    const control = keyed(side, button(side, step < 0 ? 'Photo before' : 'Next photo', () => move(step), {class: `icon photo-${side}`}));
    control.disabled = neighbour(step) === undefined;
    return control;
};

function neighbour(step) {
    const ids = grid.shownIds();
    order = ids.includes(shownId) ? ids : order; // a judged photo leaves the list, but one goes on from it
    const at = order.indexOf(shownId);
    return at < 0 ? undefined : order[at + step];
}

function move(step) {
    const id = neighbour(step);
    if (id) {
        go({show: id}, {replace: true});
    }
}

function side(image, id) {
    const sure = sureness(image.confidence);
    return [
        sure && el('p', {class: 'hit-sure', data: {sure}}, sure),
        el('div', {class: 'photo-captions'}, el('h2', {}, nameOf(image)),
            byProgram(image) && el('p', {class: 'by-program'}, 'This caption was written by the program, not by a person.'), image.captions?.slice(1).map(text => el('p', {}, text))),
        el('div', {class: 'photo-judge'}, thumb(id, 'yes', 'up', 'Right'), thumb(id, 'no', 'down', 'Wrong')),
        why(image, id),
        el('div', {class: 'photo-like'}, el('h3', {}, 'More like this'), el('div', {class: 'choices'},
            keyed('semantic', button('like', 'What it shows', () => alike(id, 'semantic'))),
            keyed('features', button('photo', 'How it looks', () => alike(id, 'features'))))),
        facts(image),
        el('div', {class: 'choices'},
            keyed('copy', button('link', 'Copy link', copyLink)),
            el('a', {class: 'button', href: api.picture(id), target: '_blank', rel: 'noopener'}, icon('open'), 'Open original')),
        document.body.dataset.writable === 'true'
            && (openEditor(id) ?? editor(image, id, {saved: () => show(id), removed: () => leave(id)})),
    ];
}

/** The captions that somebody types: they stay when the rest is drawn again. */
const openEditor = id => dialog.open ? dialog.querySelector(`.editor[data-id="${id}"]:has(form)`) : undefined;

function thumb(id, which, iconName, text) {
    const now = judgement(id) === which;
    return keyed(which, button(iconName, text, () => judge(id, now ? '' : which), {'aria-pressed': String(now)}));
}

const alike = (id, space) => go({...START, parts: [{kind: 'image', value: id, weight: 1}], yes: [], no: [], space,
    collection: current().collection});

function facts(image) {
    const lines = [['Taken', image.taken && when(image.taken)], ['Camera', image.camera],
        ['Place', image.latitude !== undefined && place(image.latitude, image.longitude)],
        ['Size', image.width > 0 && `${image.width} × ${image.height} pixels`], ['File', image.fileName], ['Photo', String(image.imageId)]];
    return el('dl', {class: 'facts'}, lines.filter(([, value]) => value).map(([name, value]) => el('div', {}, el('dt', {}, name), el('dd', {}, value))));
}

async function copyLink() {
    try {
        await navigator.clipboard.writeText(location.href);
        note('The link was copied.');
    } catch {
        note(`The browser does not let this page copy. The link: ${location.href}`);
    }
}

function leave(id) {
    const next = neighbour(1) ?? neighbour(-1);
    const restore = grid.hide(id);
    go({show: next && next !== id ? next : ''}, {replace: true});
    return restore;
}

function close() {
    if (history.state?.opened) {
        history.back();
    } else {
        go({show: ''}, {replace: true});
    }
}

dialog.addEventListener('cancel', event => {
    event.preventDefault();
    close();
});
dialog.addEventListener('click', event => event.target === dialog && close());
dialog.addEventListener('keydown', event => {
    const step = {ArrowLeft: -1, ArrowRight: 1}[event.key];
    if (step && !['INPUT', 'TEXTAREA', 'SELECT'].includes(event.target.tagName)) {
        event.preventDefault();
        move(step);
    }
});

onChange((state, before) => {
    if (state.show && (state.show !== before.show || judged(state, before))) {
        show(state.show);
    } else if (!state.show && dialog.open) {
        const last = shownId;
        shownId = '';
        dialog.close();
        document.body.append(byId('notes'));
        grid.focus(last);
    }
});

const judged = (state, before) => state.yes !== before.yes || state.no !== before.no;

dialog.append(frame);

/** Opens the view if the address asks for it. */
export const start = () => current().show && show(current().show);
