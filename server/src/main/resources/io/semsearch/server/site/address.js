// The address bar holds the whole query. `read` and `write` are inverse to each other.

export const START = Object.freeze({collection: '', text: '', parts: [], yes: [], no: [], space: 'semantic', mode: 'auto',
    hubness: '', where: '', least: '', collapse: '', seed: '', show: ''});

const PLAIN = {collection: 'collection', q: 'text', space: 'space', mode: 'mode', hubness: 'hubness', where: 'where',
    minConfidence: 'least', collapse: 'collapse', seed: 'seed', show: 'show'};
const SIGNS = {plus: 1, minus: -1, image: 1, photo: 1, unphoto: -1};
const DIGITS = /^-?\d+$/;

/** The state that an address says. What is malformed is left out. */
export function read(search) {
    const given = new URLSearchParams(search);
    const state = {...START, parts: [], yes: ids(given.get('like')), no: ids(given.get('unlike'))};
    for (const [name, key] of Object.entries(PLAIN)) {
        state[key] = given.get(name)?.trim() || START[key];
    }
    state.parts = [...given].filter(([name]) => Object.hasOwn(SIGNS, name)).map(([name, text]) => part(name, text))
        .filter(it => it.value);
    state.no = state.no.filter(id => !state.yes.includes(id));
    return state;
}

const ids = text => [...new Set((text ?? '').split(',').filter(id => DIGITS.test(id)))];

function part(name, text) {
    const [, value, number] = /^(.*?)(?:\*(\d+(?:\.\d+)?))?$/s.exec(text.trim());
    const weight = SIGNS[name] * (Number(number) || 1);
    if (name.endsWith('photo')) {
        return {kind: 'photo', value, weight};
    }
    return DIGITS.test(value) ? {kind: 'image', value, weight} : {kind: 'text', value: value.replace(/^word:/, ''), weight};
}

/** The address of a state, without what is as at the start. */
export function write(state) {
    const given = new URLSearchParams();
    for (const [name, key] of Object.entries(PLAIN)) {
        if (state[key] !== START[key]) {
            given.set(name, state[key]);
        }
    }
    state.parts.forEach(it => given.append(nameOf(it), it.weight === nearest(it.weight) ? valueOf(it)
        : `${valueOf(it)}*${Math.abs(it.weight)}`));
    Object.entries({like: state.yes, unlike: state.no}).filter(([, list]) => list.length)
        .forEach(([name, list]) => given.set(name, list.join(',')));
    const text = given.toString().replaceAll('%2C', ',');
    return text ? `/?${text}` : '/';
}

const nearest = weight => Math.sign(weight);

function nameOf({kind, weight}) {
    const positive = weight > 0;
    return kind === 'photo' ? positive ? 'photo' : 'unphoto' : positive ? 'plus' : 'minus';
}

const valueOf = ({kind, value}) => kind === 'text' && DIGITS.test(value) ? `word:${value}` : value;

/** True if the state asks for something, else it shows photos at random. */
export const asks = state => Boolean(state.text || state.parts.length || state.yes.length);

/** True if two states have the same photos in the same order. */
export const sameHits = (one, other) => write({...one, show: ''}) === write({...other, show: ''});
