// The search page. The server has drawn the first answer; this takes over the same markup.

import * as api from './api.js';
import './chips.js';
import './drawer.js';
import {byId, el} from './dom.js';
import * as intake from './intake.js';
import {run} from './search.js';
import {current, go, onChange} from './session.js';
import * as view from './view.js';

const field = byId('q');

byId('search').addEventListener('submit', event => {
    event.preventDefault();
    const text = field.value.trim();
    const other = text !== current().text;
    go({text, show: '', ...(other ? {yes: [], no: []} : {}), ...(text ? {space: 'semantic'} : {})});
    field.blur();
});

byId('collections')?.addEventListener('change', event => {
    const {text} = current();
    location.assign(`/?${new URLSearchParams({collection: event.target.value, ...(text ? {q: text} : {})})}`);
});

document.addEventListener('keydown', event => {
    const typing = ['INPUT', 'TEXTAREA', 'SELECT'].includes(event.target.tagName) || event.ctrlKey || event.metaKey || event.altKey;
    if (event.key === '/' && !typing && !byId('photo').open) {
        event.preventDefault();
        field.select();
    }
});

onChange(state => {
    field.value = state.text;
    byId('examples').hidden = Boolean(state.text || state.parts.length);
    document.title = state.text ? `${state.text} · semsearch` : 'semsearch';
});

async function examples() {
    const {examples: texts} = await api.examples();
    byId('examples').replaceChildren(...texts.map(text => el('a', {href: `/?${new URLSearchParams({q: text})}`}, text)));
}

byId('examples').addEventListener('click', event => {
    const link = event.target.closest('a');
    if (link && !event.ctrlKey && !event.metaKey) {
        event.preventDefault();
        go({text: new URL(link.href).searchParams.get('q') ?? '', seed: ''});
    }
});

async function begin() {
    if (document.activeElement !== field) { // else somebody types already
        field.value = current().text;
    }
    byId('examples').hidden = Boolean(current().text || current().parts.length);
    byId('results').dataset.taken = 'over';
    await run();
    view.start();
    const {takesPhotos} = await api.collection();
    intake.offer({mayWrite: document.body.dataset.writable === 'true', takesPhotos});
    if (!byId('examples').children.length) {
        await examples();
    }
}

begin().catch(error => error instanceof api.Problem || Promise.reject(error));
