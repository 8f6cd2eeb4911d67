// What the page says when it has no photos to show: nothing matches, nothing there, errors, no server.

import {button, byId, el, icon} from './dom.js';
import {go} from './session.js';

const place = byId('notice');

export const say = text => byId('status').textContent = text;

export const clear = () => place.replaceChildren();

/** Words that the model does not know were left out. */
export function unknownWords(words, suggestions) {
    if (words.length) {
        place.append(box('', `The model does not know ${quoted(words)}.`,
            'The search went on without. Known words of similar spelling:', choices(words, suggestions)));
    }
}

/** Typing errors and forms that were read as known words. */
export function readAs(words) {
    for (const [typed, read] of Object.entries(words)) {
        place.append(box('', `“${typed}” was read as “${read}”.`, 'The model does not know the word as typed.'));
    }
}

/** No word of the query is known. */
export function noKnownWord(problem) {
    const words = problem.unknownWords ?? [];
    place.replaceChildren(box('', 'Nothing matches.',
        words.length ? `The model knows no word of it: ${quoted(words)}.` : problem.message,
        choices(words, problem.suggestions ?? {})));
}

/** The best hit is no better than what random words find. */
export function hardlyAnything() {
    place.append(box('', 'Nothing matches well.',
        'These are the nearest photos, no nearer than photos are to words drawn at random.'));
}

export function empty(writable) {
    place.replaceChildren(box('blank', 'No photos yet', writable ? 'Drop some anywhere on this page, or choose them.'
        : 'This collection is empty. Add photos with “semsearch add”.', undefined, 'photo'));
}

export function noHits(state) {
    const wider = state.where || state.least
        ? button('', 'Without filter', () => go({where: '', least: ''})) : undefined;
    place.append(box('', 'Nothing matches.', wider ? 'No photo passes the filter.' : 'There is no such photo.', wider));
}

/** The query has nothing but photos that this tab never saw. */
export function photoElsewhere() {
    place.append(box('', 'The photo of this search is not here.',
        'It stays in the tab that searched by it. Search by the photo again, or describe it in words.'));
}

/** Says what went wrong, and offers what may help. */
export function failed(problem, again) {
    if (problem.status === 401 || problem.status === 403) {
        askToken(problem.message);
        return;
    }
    const gone = problem.status === 0;
    const offline = gone && !navigator.onLine;
    const [title, text] = offline ? ['You are offline', 'The search goes on as soon as the connection is back.']
        : gone ? ['The server does not answer', 'It may have been stopped. Start it again with “semsearch serve”, then retry.']
            : [problem.status === 503 ? 'The server is busy' : problem.status < 500 ? 'That did not work' : 'The server failed',
                [problem.message, problem.remedy].filter(Boolean).join(' ')];
    place.replaceChildren(box(gone ? 'blank' : 'bad', title, text, button('', 'Try again', again), gone ? 'gone' : undefined));
    if (gone) {
        addEventListener('online', again, {once: true});
    }
}

/** Asks for the token. The server keeps it in a cookie that no script can read, and shows the page again. */
export function askToken(text) {
    place.replaceChildren(el('form', {class: 'bad', action: '/', method: 'get'}, el('h2', {}, 'This needs a token'), el('p', {}, text),
        el('label', {for: 'token'}, 'Token, as “semsearch serve” printed it'),
        el('input', {id: 'token', name: 'token', type: 'password', autocomplete: 'off'}),
        el('button', {type: 'submit', class: 'primary'}, 'Use it')));
    byId('token').focus();
}

const quoted = words => words.map(word => `“${word}”`).join(', ');

function choices(words, suggestions) {
    const buttons = words.flatMap(word => (suggestions[word] ?? []).map(known => button('', known, () => replace(word, known))));
    return buttons.length ? el('div', {class: 'choices'}, buttons) : undefined;
}

function replace(word, known) {
    const field = byId('q');
    const escaped = word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    field.value = field.value.replace(new RegExp(escaped, 'giu'), () => known);
    go({text: field.value});
}

function box(kind, title, text, action, iconName) {
    return el('div', {class: kind}, iconName && icon(iconName), el('h2', {}, title), text && el('p', {}, text), action);
}
