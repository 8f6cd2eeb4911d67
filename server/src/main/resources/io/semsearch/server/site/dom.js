// Makes elements. Text becomes text nodes and nothing else, so no caption or file name is ever read as markup.

/** An element. `props`: `on` has listeners, `data` has data attributes; functions of an element (value, hidden, ...) are
 * set as properties, everything else as attributes; false and undefined leave one out. */
export function el(tag, props = {}, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(props)) {
        set(element, name, value);
    }
    element.append(...children.flat().filter(child => child !== undefined && child !== null && child !== false));
    return element;
}

function set(element, name, value) {
    if (name === 'on') {
        Object.entries(value).forEach(([event, listener]) => element.addEventListener(event, listener));
    } else if (name === 'data') {
        Object.entries(value).filter(([, it]) => it !== undefined).forEach(([key, it]) => element.dataset[key] = it);
    } else if (['value', 'checked', 'hidden', 'disabled', 'selected', 'multiple'].includes(name)) {
        element[name] = value ?? '';
    } else if (value !== undefined && value !== false) {
        element.setAttribute(name, value === true ? '' : value);
    }
}

export const byId = id => document.getElementById(id);

const SVG = 'http://www.w3.org/2000/svg';

/** An SVG element. */
export function svg(tag, attributes = {}, ...children) {
    const element = document.createElementNS(SVG, tag);
    Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
    element.append(...children);
    return element;
}

const PATHS = {
    up: 'M7 11v9H4v-9zm0 0 4-7a2 2 0 0 1 2 2v4h5a2 2 0 0 1 2 2.3l-1 6a2 2 0 0 1-2 1.7H7',
    down: 'M17 13V4h3v9zm0 0-4 7a2 2 0 0 1-2-2v-4H6a2 2 0 0 1-2-2.3l1-6A2 2 0 0 1 7 4h10',
    like: 'M4 5h9v9H4zM16 10h4v10H10v-3',
    close: 'M6 6l12 12M18 6 6 18',
    left: 'M15 5l-7 7 7 7',
    right: 'M9 5l7 7-7 7',
    photo: 'M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15 9.5h.01',
    camera: 'M4 8h4l1.5-2.5h5L16 8h4v11H4zM12 10a3.3 3.3 0 1 0 0 6.6 3.3 3.3 0 0 0 0-6.6z',
    plus: 'M12 5v14M5 12h14',
    minus: 'M5 12h14',
    dice: 'M5 5h14v14H5zM9 9h.01M15 9h.01M12 12h.01M9 15h.01M15 15h.01',
    options: 'M4 7h10M18 7h2M4 17h2M10 17h10M16 5v4M8 15v4',
    bin: 'M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13',
    link: 'M10 14a4 4 0 0 0 6 0l3-3a4 4 0 0 0-6-6l-1 1M14 10a4 4 0 0 0-6 0l-3 3a4 4 0 0 0 6 6l1-1',
    open: 'M14 4h6v6M20 4l-9 9M18 14v6H4V6h6',
    gone: 'M4 4l16 16M8 8a8 8 0 0 0-4 2M12 6a12 12 0 0 1 9 4M6.5 13.5a8 8 0 0 1 4-2M12 18h.01',
};

/** An icon; decoration, so its button needs a label of its own. */
export function icon(name) {
    return svg('svg', {class: 'icon', viewBox: '0 0 24 24', 'aria-hidden': 'true'}, svg('path', {d: PATHS[name]}));
}

/** A button with an icon, and a label or a title. */
export function button(iconName, text, onClick, props = {}) {
    const labelled = props.class?.includes('icon');
    return el('button', {type: 'button', ...props, on: {click: onClick},
        ...(labelled ? {'aria-label': text, title: text} : {})}, iconName && icon(iconName), !labelled && text);
}
