// The page of the model: what it was measured on, how training went, which photos are hubs.

import * as api from './api.js';
import {curve, histogram, short} from './chart.js';
import {button, el} from './dom.js';
import {figures, section, table} from './report-parts.js';
import {count, percent} from './wording.js';

const MOST_HUBS = 8;

/** The sections of the page. */
export async function sections() {
    const model = await api.model();
    return [measured(model), curves(model.epochs ?? []), ablation(model.ablation ?? []), hubs(), made(model)].filter(Boolean);
}

function measured({metrics = {}, measuredOn}) {
    if (metrics.recallAt10 === undefined) {
        return section('How good it is', 'This model was not measured. Run “semsearch evaluate” with captions that it was not trained on.');
    }
    const text = `Measured on ${measuredOn ?? `${count(metrics.queries)} captions of ${count(metrics.gallerySize)} photos`}. Each caption should find its own photo; `
        + `by chance ${percent(Math.min(1, 10 / metrics.gallerySize))} would be among the first ten.`;
    return section('How good it is', text, figures([
        ['own photo is the first', percent(metrics.recallAt1)], ['among the first 5', percent(metrics.recallAt5)],
        ['among the first 10', percent(metrics.recallAt10)], ['median rank', short(metrics.medianRank)],
        ['mean reciprocal rank', metrics.meanReciprocalRank?.toFixed(3)],
        ['photo preferred to a random other', metrics.tripletAccuracy === undefined ? undefined : percent(metrics.tripletAccuracy)]]));
}

function curves(epochs) {
    const points = pick => epochs.map(it => ({x: it.epoch, y: pick(it)})).filter(it => Number.isFinite(it.y));
    const recall = pick => it => pick(it)?.textToImage?.recallAt10;
    const charts = [
        ['Captions not trained on: R@10', points(recall(it => it.validation)), percent],
        ['Training captions: R@10', points(recall(it => it.training)), percent],
        ['Loss on captions not trained on', points(it => it.validation?.loss), short],
        ['Loss in training', points(it => it.epoch === 0 ? NaN : it.trainingLoss ?? it.loss), short],
    ].filter(([, its]) => its.length > 1);
    return charts.length > 0 && section('How training went',
        'R@10 is the share of captions whose own photo is among the first ten. Epoch 0 is the start, before the first step.',
        el('div', {class: 'charts'}, charts.map(([title, its, format]) => curve(title, 'epoch', its, format))));
}

// The table that "reproduce --table" wrote: the first row names the columns.
function ablation([heads, ...rows]) {
    return rows.length > 0 && section('What each part adds', 'Other trainings, each with some of the parts: reports/ablation.md.',
        table(heads.map(head => head || 'training'), rows));
}

// Computed when it is asked for, which takes longer than all the rest: the page does not wait for it.
function hubs() {
    const place = el('div', {'aria-live': 'polite', 'aria-busy': 'true'},
        el('p', {}, 'Searching for some hundred captions to count them. A large collection takes half a minute …'));
    const whole = section('Hubs', 'Photos that are near to everything. Searches correct for them.', place);
    api.hubs().then(found => found.queries ? place.replaceChildren(...counted(found)) : whole.remove(),
        error => place.replaceChildren(el('p', {class: 'trouble'}, error.message), button('', 'Try again', () => whole.replaceWith(hubs()))))
        .finally(() => place.removeAttribute('aria-busy'));
    return whole;
}

function counted({histogram: found, queries, skewness, top}) {
    return [el('p', {}, `How often a photo is among the first ten of ${count(queries)} captions: few photos far to the right are hubs. Skewness ${short(skewness)}; 0 would be even.`),
        el('div', {class: 'charts'}, histogram('Photos, by how often they were found', 'times', bins(found))),
        el('div', {class: 'group'}, top.slice(0, MOST_HUBS).map(hub))];
}

const hub = ({imageId, kOccurrence}) => el('figure', {},
    el('a', {href: `/?${new URLSearchParams({show: imageId, collection: document.body.dataset.collection})}`},
        el('img', {src: api.thumbnail(imageId), alt: `Photo ${imageId}`, loading: 'lazy', width: 144, height: 108})),
    el('figcaption', {}, `found ${count(kOccurrence)} times`));

/** Rows {found, images} in bins that grow: 0, 1, 2, 3 to 4, 5 to 8, and so on; of equal width if all were found often. */
function bins(rows) {
    const least = rows[0].found;
    const most = rows.at(-1).found;
    const edges = least < 3 ? [0, 1, 2] : [];
    const equal = Math.ceil((most - least + 1) / 9);
    for (let from = Math.max(3, least), width = 2; from <= most; from += least < 3 ? width : equal, width *= 2) {
        edges.push(from);
    }
    return edges.filter(from => from <= most).map((from, index, all) => {
        const to = index + 1 < all.length ? all[index + 1] - 1 : most;
        const inside = rows.filter(it => it.found >= from && it.found <= to);
        return {from, to, images: inside.reduce((sum, it) => sum + it.images, 0)};
    });
}

function made(model) {
    const training = Object.entries(model.training ?? {}).map(([name, value]) => [spaced(name), String(value)]);
    return section('How it was made', '', figures([
        ['values in a photo’s features', model.featureDimension && count(model.featureDimension)],
        ['values in a semantic vector', model.semanticDimension && count(model.semanticDimension)],
        ['captions counted for word weights', model.captions && count(model.captions)],
        ['encoder of photos', model.encoder], ['fingerprint', model.fingerprint?.slice(0, 12)]]),
    training.length > 0 && table(['Option of training', 'Value'], training));
}

const spaced = name => name.replace(/([A-Z])/g, letter => ` ${letter.toLowerCase()}`);
