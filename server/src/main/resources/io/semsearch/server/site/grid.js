// Hits as tiles. A tile that is there already, drawn by the server or by the search before, is kept.

import {picture, thumbnail} from './api.js';
import {button, byId, el} from './dom.js';
import {go, judge, judgement, withPart} from './session.js';
import {byProgram, nameOf, sureness} from './wording.js';

const list = byId('results');

/** Shows hits; with `append`, after those that are there. */
export function show(hits, append = false) {
    const known = new Map([...list.querySelectorAll('.hit')].map(tile => [tile.dataset.id, tile]));
    const tiles = hits.map(hit => tile(hit, known.get(String(hit.imageId))));
    if (append) {
        list.querySelectorAll('.ghost').forEach(ghost => ghost.remove());
        list.append(...tiles);
    } else {
        const focused = list.contains(document.activeElement) ? document.activeElement.closest('.hit')?.dataset.id : undefined;
        list.replaceChildren(...tiles);
        refocus(focused);
    }
}

// The focus stays on its photo; on its chip, if the photo was judged and left the list.
function refocus(id) {
    if (id) {
        const chip = byId('parts').querySelector(`[data-focus="judged ${id}"]`);
        (chip ?? tileOf(id)?.querySelector('a') ?? list.querySelector('a'))?.focus({preventScroll: true});
    }
}

const tileOf = id => list.querySelector(`[data-id="${CSS.escape(id)}"]`);

/** Shows empty boxes while hits are on their way. */
export function showGhosts(number) {
    const ghosts = Array.from({length: number}, () => el('li', {class: 'ghost', 'aria-hidden': 'true'}));
    list.append(...ghosts);
}

/** Ids of the photos on the page, in their order. */
export const shownIds = () => [...list.querySelectorAll('.hit')].map(tile => tile.dataset.id);

/** Takes a photo off the page, and puts it back where it was. */
export function hide(id) {
    const tile = tileOf(id);
    if (tile) {
        tile.hidden = true;
    }
    return () => tile && (tile.hidden = false);
}

/** Focuses the tile of a photo. */
export const focus = id => tileOf(id)?.querySelector('a').focus();

function tile(hit, existing) {
    const id = String(hit.imageId);
    const item = existing ?? el('li', {class: 'hit', data: {id}}, link(hit, id), el('p', {class: 'hit-caption'}));
    item.className = `hit ${ratioOf(hit)}`;
    item.querySelector('.hit-caption').textContent = nameOf(hit);
    item.querySelectorAll('.by-program, .hit-sure, .hit-tools').forEach(old => old.remove());
    if (byProgram(hit)) {
        item.append(el('p', {class: 'by-program'}, 'caption by the program'));
    }
    const sure = sureness(hit.confidence);
    delete item.dataset.sure;
    if (sure) {
        item.dataset.sure = sure;
        item.append(el('p', {class: 'hit-sure', data: {sure}}, sure,
            hit.nearDuplicates?.length ? `, and ${hit.nearDuplicates.length} alike` : ''));
    }
    item.append(tools(id, nameOf(hit)));
    mark(item);
    return item;
}

// Classes, because the page allows no styles in its markup: the server draws the same ones.
function ratioOf({width, height}) {
    return width && height ? `ratio-${Math.max(5, Math.min(30, Math.round(10 * width / height)))}` : '';
}

function link(hit, id) {
    const size = hit.width && hit.height ? {width: hit.width, height: hit.height} : {width: 4, height: 3};
    return el('a', {class: 'hit-picture', href: picture(id)},
        el('img', {src: thumbnail(id), srcset: `${thumbnail(id, 512)} 2x`, alt: nameOf(hit), loading: 'lazy', decoding: 'async', ...size}));
}

function tools(id, name) {
    const thumb = (which, text) => button(which === 'yes' ? 'up' : 'down', `${text}: ${name}`,
        () => judge(id, judgement(id) === which ? '' : which),
        {class: 'icon', 'aria-pressed': 'false', data: {judge: which}});
    return el('div', {class: 'hit-tools'}, thumb('yes', 'More like this'), thumb('no', 'Less like this'),
        button('plus', `Add to the query: ${name}`, () => withPart({kind: 'image', value: id, weight: 1}), {class: 'icon'}));
}

/** Marks all tiles as they are judged now. */
export const markAll = () => list.querySelectorAll('.hit').forEach(mark);

function mark(item) {
    const now = judgement(item.dataset.id);
    if (now) {
        item.dataset.judged = now;
    } else {
        delete item.dataset.judged;
    }
    item.querySelectorAll('[data-judge]').forEach(
        thumb => thumb.setAttribute('aria-pressed', String(thumb.dataset.judge === now)));
}

// A click on a photo opens the large view; with a modifier key the browser does what it always does.
list.addEventListener('click', event => {
    const anchor = event.target.closest('a.hit-picture');
    if (anchor && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
        event.preventDefault();
        go({show: anchor.closest('.hit').dataset.id}, {mark: {opened: true}});
    }
});

// Arrow keys move between photos, so that a hundred of them need no hundred tabs.
list.addEventListener('keydown', event => {
    const step = {ArrowRight: 1, ArrowLeft: -1, Home: -Infinity, End: Infinity}[event.key];
    const anchors = [...list.querySelectorAll('.hit:not([hidden]) a.hit-picture')];
    const at = anchors.indexOf(event.target);
    if (step && at >= 0) {
        event.preventDefault();
        anchors[Math.max(0, Math.min(anchors.length - 1, at + step))].focus();
    }
});
