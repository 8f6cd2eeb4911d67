// What both reports are made of.

import {el} from './dom.js';

/** A section with a heading, what it says, and further elements. */
export const section = (title, text, ...children) => el('section', {}, el('h2', {}, title), text && el('p', {}, text), ...children);

/** Figures as [name, value]; those without a value are left out. */
export function figures(pairs) {
    return el('dl', {class: 'figures'}, pairs.filter(([, value]) => value !== undefined && value !== '').map(([name, value]) =>
        el('div', {}, el('dt', {}, name), el('dd', {class: String(value).length > 11 ? 'long' : ''}, String(value)))));
}

/** A table; cells that are numbers are set right. `heads` name the columns. */
export function table(heads, rows) {
    const number = value => typeof value === 'number' || /^[−-]?[\d.,]+( %)?$/.test(value);
    const classOf = column => rows.every(row => number(row[column])) ? 'number' : '';
    return el('div', {class: 'scroll', tabindex: '0', role: 'group', 'aria-label': `Table: ${heads.join(', ')}`}, el('table', {class: 'table'},
        el('thead', {}, el('tr', {}, heads.map((head, column) => el('th', {scope: 'col', class: classOf(column)}, head)))),
        el('tbody', {}, rows.map(row => el('tr', {}, row.map((cell, column) => column === 0
            ? el('th', {scope: 'row', class: classOf(column)}, String(cell)) : el('td', {class: classOf(column)}, String(cell))))))));
}
