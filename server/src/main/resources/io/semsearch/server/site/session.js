// The state of the page, its address and its history.

import {read, write} from './address.js';

let state = read(location.search);
const listeners = [];

history.scrollRestoration = 'manual';

export const current = () => state;

/** Calls `listener(state, before, {back})` after each change of the state. */
export const onChange = listener => listeners.push(listener);

/** Changes the state: a new entry in the history, or with `replace` the same one. */
export function go(changes, {replace = false, mark = {}} = {}) {
    const before = state;
    state = {...state, ...changes};
    const address = write(state);
    if (address !== write(before)) {
        history[replace ? 'replaceState' : 'pushState'](replace ? {...history.state, ...mark} : mark, '', address);
    }
    listeners.forEach(listener => listener(state, before, {back: false}));
}

addEventListener('popstate', () => {
    const before = state;
    state = read(location.search);
    listeners.forEach(listener => listener(state, before, {back: true}));
});

/** Removes a part of the query. */
export const without = part => go({parts: state.parts.filter(it => it !== part)});

/** Adds a part to the query; words need the semantic space. */
export function withPart(part) {
    const same = it => it.kind === part.kind && it.value === part.value;
    go({parts: [...state.parts.filter(it => !same(it)), part], show: '',
        ...(part.kind === 'text' ? {space: 'semantic'} : {})});
}

/** Judges a photo: yes, no, or '' to take the judgement back. */
export function judge(id, judgement) {
    const rest = list => list.filter(it => it !== id);
    const lists = {yes: rest(state.yes), no: rest(state.no)};
    if (judgement) {
        lists[judgement] = [...lists[judgement], id];
    }
    go(lists);
}

/** How a photo was judged. */
export const judgement = id => state.yes.includes(id) ? 'yes' : state.no.includes(id) ? 'no' : '';
