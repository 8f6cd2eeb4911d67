// The pages of the model and of the collection.

import {byId, button, el} from './dom.js';
import * as collectionReport from './report-collection.js';
import * as modelReport from './report-model.js';

const place = byId('report');
const pages = {model: modelReport, collection: collectionReport};

async function draw() {
    const waiting = el('p', {class: 'report status', role: 'status'}, 'Reading and measuring. The first time takes some seconds …');
    place.before(waiting);
    place.setAttribute('aria-busy', 'true');
    try {
        place.replaceChildren(...await pages[document.body.dataset.view].sections());
    } catch (error) {
        const gone = error.status === 0;
        place.replaceChildren(el('div', {class: 'notice'}, el('div', {class: 'bad', role: 'alert'},
            el('h2', {}, gone ? 'The server does not answer' : 'This page could not be filled'),
            el('p', {}, gone ? 'It may have been stopped. Start it again with “semsearch serve”, then retry.' : error.message),
            button('', 'Try again', draw))));
    } finally {
        waiting.remove();
        place.removeAttribute('aria-busy');
    }
}

byId('collections')?.addEventListener('change', event =>
    location.assign(`${location.pathname}?${new URLSearchParams({collection: event.target.value})}`));

draw();
