// The drawer of options: filter, confidence, hubs, exact or graph, near-duplicates, space.

import {START} from './address.js';
import {button, byId, el} from './dom.js';
import {hasWords} from './request.js';
import {current, go, onChange} from './session.js';

const OPTIONS = ['where', 'least', 'space', 'mode', 'hubness', 'collapse'];
const toggle = button('options', 'Options', () => open(drawer.hidden), {'aria-expanded': 'false', 'aria-controls': 'options', class: 'quiet'});
const drawer = el('form', {class: 'drawer', id: 'options', hidden: true, 'aria-label': 'Options of the search',
    on: {submit: event => event.preventDefault()}});

const where = el('input', {type: 'text', id: 'where', autocomplete: 'off', spellcheck: 'false', 'aria-describedby': 'where-help',
    on: {change: event => go({where: event.target.value.trim()})}});
const choices = {
    least: choice('least', 'Show', [['', 'all photos, the best first'], ['0.5', 'at least “perhaps”'], ['0.9', 'only “very likely”']],
        'How much a photo stands out, compared with what random words find.'),
    space: choice('space', 'Compare', [['semantic', 'what photos show'], ['features', 'how photos look']],
        'Words can only be compared with what photos show.'),
    mode: choice('mode', 'Search', [['auto', 'as suits the collection'], ['exact', 'all photos, exactly'], ['hnsw', 'by the graph, fast']]),
    hubness: choice('hubness', 'Hubs', [['', 'as suits the query'], ['csls', 'corrected (CSLS)'], ['qb-norm', 'corrected (QB-Norm)'], ['none', 'not corrected']],
        'Some photos are near to everything. The correction moves them down.'),
    collapse: choice('collapse', 'Near-duplicates', [['', 'show them all'], ['0.97', 'one of almost equal photos'], ['0.9', 'one of similar photos']]),
};

function choice(key, label, options, help) {
    const select = el('select', {id: key, on: {change: event => go({[key]: event.target.value})}},
        options.map(([value, text]) => el('option', {value}, text)));
    return el('div', {class: 'field'}, el('label', {for: key}, label), select, help && el('small', {}, help));
}

function open(yes) {
    drawer.hidden = !yes;
    toggle.setAttribute('aria-expanded', String(yes));
    if (yes) {
        where.focus();
    }
}

function draw(state) {
    where.value = state.where;
    Object.entries(choices).forEach(([key, field]) => field.querySelector('select').value = state[key]);
    choices.space.querySelector('select').disabled = hasWords(state);
    choices.hubness.querySelector('select').disabled = state.space !== 'semantic';
    choices.least.querySelector('select').disabled = !hasWords(state);
    const changed = OPTIONS.filter(key => state[key] !== START[key]).length;
    toggle.lastChild.textContent = changed ? `Options (${changed})` : 'Options';
}

drawer.append(
    el('div', {class: 'field wide'}, el('label', {for: 'where'}, 'Filter'), where,
        el('small', {id: 'where-help'}, 'Such as dog AND beach, width:[800 TO *], camera:Canon*, taken:[2019 TO 2020]. Words are words of captions.')),
    ...Object.values(choices),
    el('div', {class: 'field wide'}, el('div', {class: 'choices'},
        button('', 'Back to the usual', () => go(Object.fromEntries(OPTIONS.map(key => [key, START[key]])))),
        button('', 'Close', () => {
            open(false);
            toggle.focus();
        }))));
drawer.addEventListener('keydown', event => {
    if (event.key === 'Escape') {
        open(false);
        toggle.focus();
    }
});
byId('drawer').append(drawer);
byId('actions').append(
    button('dice', 'Random', () => go({...START, parts: [], yes: [], no: [], collection: current().collection,
        seed: String(1 + Math.floor(Math.random() * 1e6))}), {class: 'quiet'}), toggle);
onChange(draw);
draw(current());
