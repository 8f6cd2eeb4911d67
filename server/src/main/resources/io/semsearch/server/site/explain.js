// Why a photo was found: what each word and photo of the query adds to its similarity, as bars.

import * as api from './api.js';
import {asks} from './address.js';
import {button, el, svg} from './dom.js';
import {featuresOf} from './dropped.js';
import {request} from './request.js';
import {current} from './session.js';

/** A button that shows the shares; undefined where nothing was asked for. */
export function why(image, id) {
    const wanted = asks(current()) && image.similarity !== undefined && request(current(), featuresOf);
    if (!wanted) {
        return undefined;
    }
    const place = el('div', {class: 'why', 'aria-live': 'polite'});
    const ask = button('', 'Why this photo?', async () => {
        ask.disabled = true;
        try {
            const {similarity, contributions} = await api.explain(id, wanted);
            place.replaceChildren(...bars(contributions, similarity));
        } catch (error) {
            place.replaceChildren(el('p', {}, error.message));
            ask.disabled = false;
        }
    });
    ask.dataset.key = 'why';
    place.append(ask);
    return place;
}

function bars(contributions, similarity) {
    const most = Math.max(0.01, ...contributions.map(it => Math.abs(it.contribution)));
    const rows = [...contributions].sort((one, other) => Math.abs(other.contribution) - Math.abs(one.contribution)).map(it => row(it, most));
    return [el('h3', {}, 'Why this photo'), el('table', {class: 'shares'},
        el('caption', {class: 'unseen'}, 'What each part of the query adds to the similarity'), el('tbody', {}, rows)),
    el('p', {class: 'small'}, `Together a similarity of ${similarity.toFixed(2)}; 1 would be the same direction.`)];
}

function row({word, sentence, imageId, contribution}, most) {
    const other = imageId === undefined ? 'your photo' : `photo ${imageId}`;
    const name = word ?? (sentence ? 'sentence as a whole' : other);
    const width = 100 * Math.abs(contribution) / most;
    const bar = svg('svg', {viewBox: '0 0 100 8', preserveAspectRatio: 'none', 'aria-hidden': 'true', class: contribution < 0 ? 'less' : 'more-bar'},
        svg('rect', {width, height: 8, rx: 1}));
    return el('tr', {}, el('th', {scope: 'row'}, name), el('td', {class: 'share'}, bar), el('td', {}, signed(contribution)));
}

function signed(number) {
    const digits = Math.abs(number).toFixed(2);
    return digits === '0.00' ? digits : `${number < 0 ? '−' : '+'}${digits}`;
}
