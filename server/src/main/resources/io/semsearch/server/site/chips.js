// The parts of a query, and the judged photos, as chips: sign, weight, and a way back.

import {thumbnail} from './api.js';
import {asks} from './address.js';
import {button, byId, el} from './dom.js';
import {previewOf} from './dropped.js';
import {current, go, judge, onChange, withPart, without} from './session.js';

const WEIGHTS = [0.25, 0.5, 1, 2, 4];
const place = byId('parts');

function draw(state) {
    const focused = place.contains(document.activeElement) ? document.activeElement.dataset.focus : undefined;
    place.replaceChildren(...state.parts.map(partChip), ...state.yes.map(id => judgedChip(id, 'yes')),
        ...state.no.map(id => judgedChip(id, 'no')), ...(asks(state) ? [addWords()] : []));
    const again = focused && place.querySelector(`[data-focus="${CSS.escape(focused)}"]`);
    (again ?? (focused && place.querySelector('button, input')))?.focus();
}

function partChip(part) {
    const name = nameOf(part);
    const plus = part.weight > 0;
    const key = `${part.kind}:${part.value}`;
    const change = weight => go({parts: current().parts.map(it => it === part ? {...part, weight} : it)});
    const sign = button(plus ? 'plus' : 'minus', plus ? `More of ${name}; change to less` : `Less of ${name}; change to more`,
        () => change(-part.weight), {class: 'icon', data: {focus: `sign ${key}`}});
    return el('span', {class: 'chip', role: 'group', 'aria-label': name, data: {sign: plus ? 'plus' : 'minus'}}, sign,
        preview(part), el('span', {}, name), weights(part, name, change),
        button('close', `Remove ${name}`, () => without(part), {class: 'icon', data: {focus: `remove ${key}`}}));
}

function weights(part, name, change) {
    const now = Math.abs(part.weight);
    const all = [...new Set([...WEIGHTS, now])].sort((one, other) => one - other);
    const choose = event => change(Math.sign(part.weight) * Number(event.target.value));
    return el('select', {'aria-label': `Weight of ${name}`, on: {change: choose}, data: {focus: `weight ${part.kind}:${part.value}`}},
        all.map(weight => el('option', {value: weight, selected: weight === now}, `× ${weight}`)));
}

function nameOf({kind, value}) {
    return {text: value, image: `photo ${value}`, photo: previewOf(value) ? 'your photo' : 'a photo from another browser'}[kind];
}

function preview({kind, value}) {
    const source = kind === 'image' ? thumbnail(value) : kind === 'photo' ? previewOf(value) : undefined;
    return source && el('img', {src: source, alt: ''});
}

function judgedChip(id, judgement) {
    const text = judgement === 'yes' ? 'right' : 'wrong';
    return el('span', {class: 'chip', role: 'group', 'aria-label': `Photo ${id} was ${text}`, data: {sign: judgement === 'yes' ? 'plus' : 'minus'}},
        el('img', {src: thumbnail(id), alt: ''}), el('span', {}, text),
        button('close', `Take back: photo ${id} was ${text}`, () => judge(id, ''), {class: 'icon', data: {focus: `judged ${id}`}}));
}

function addWords() {
    const field = el('input', {type: 'text', 'aria-label': 'More words for the query', placeholder: 'and, or without …',
        maxlength: 200, autocomplete: 'off', data: {focus: 'words'}});
    const add = weight => field.value.trim() ? withPart({kind: 'text', value: field.value.trim(), weight}) : field.focus();
    const submit = event => {
        event.preventDefault();
        add(1);
    };
    return el('form', {class: 'add-words', on: {submit}}, field,
        button('plus', 'With these words', () => add(1), {class: 'icon', data: {focus: 'with'}}),
        button('minus', 'Without these words', () => add(-1), {class: 'icon', data: {focus: 'without'}}));
}

onChange((state, before) => {
    if (['text', 'parts', 'yes', 'no', 'collection'].some(key => state[key] !== before[key])) {
        draw(state);
    }
});

draw(current());
