// Curves and histograms as SVG.

import {el, svg} from './dom.js';

const WIDTH = 460;
const HEIGHT = 220;
const LEFT = 56;
const BOTTOM = 30;
const TOP = 12;

/** A curve through points {x, y}. */
export function curve(title, xName, points, format = short) {
    const x = scale(points.map(it => it.x), LEFT, WIDTH - 12);
    const y = scale(points.map(it => it.y), HEIGHT - BOTTOM, TOP);
    const line = points.map(it => `${x(it.x).toFixed(1)},${y(it.y).toFixed(1)}`).join(' ');
    const last = points.at(-1);
    return figure(`${title}: from ${format(points[0].y)} to ${format(last.y)}`, title, [
        ...yTicks(y, format), ...xTicks(x, points[0].x, last.x, xName),
        svg('polyline', {class: 'curve', points: line}),
        svg('circle', {class: 'dot', cx: x(last.x), cy: y(last.y), r: 3.5}),
    ]);
}

/** A histogram of bins {from, to, images}; heights grow with the square root, so that single photos can be seen. */
export function histogram(title, xName, bins) {
    const most = Math.max(...bins.map(it => it.images));
    const width = (WIDTH - LEFT - 12) / bins.length;
    const height = images => images === 0 ? 0 : Math.max(2, Math.sqrt(images / most) * (HEIGHT - BOTTOM - TOP - 16));
    const bars = bins.flatMap((bin, index) => {
        const x = LEFT + index * width;
        const top = HEIGHT - BOTTOM - height(bin.images);
        return [svg('rect', {x: x + 1, y: top, width: Math.max(1, width - 2), height: height(bin.images), rx: 1.5}),
            text(x + width / 2, HEIGHT - 12, range(bin), 'middle'),
            ...(bin.images ? [text(x + width / 2, top - 4, short(bin.images), 'middle')] : [])];
    });
    return figure(`${title}: ${bins.map(it => `${it.images} of ${range(it)}`).join(', ')}`, title,
        [svg('line', {x1: LEFT, x2: WIDTH - 12, y1: HEIGHT - BOTTOM, y2: HEIGHT - BOTTOM}), ...bars, text(WIDTH - 12, HEIGHT + 4, xName, 'end')], HEIGHT + 10);
}

const range = ({from, to}) => from === to ? `${from}` : `${from}–${to}`;

function figure(label, title, shapes, height = HEIGHT) {
    return el('figure', {class: 'chart'}, el('figcaption', {}, title),
        svg('svg', {viewBox: `0 0 ${WIDTH} ${height}`, role: 'img', 'aria-label': label}, ...shapes));
}

function scale(values, from, to) {
    const low = Math.min(...values);
    const high = Math.max(...values);
    const at = value => high === low ? (from + to) / 2 : from + (value - low) / (high - low) * (to - from);
    return Object.assign(at, {low, high});
}

function yTicks(y, format) {
    return round(y.low, y.high).flatMap(value => [svg('line', {x1: LEFT, x2: WIDTH - 12, y1: y(value), y2: y(value)}),
        text(LEFT - 8, y(value) + 4, format(value), 'end')]);
}

/** Round numbers between two values: multiples of 1, 2 or 5 times a power of ten. */
function round(low, high) {
    if (low === high) {
        return [low];
    }
    const power = 10 ** Math.floor(Math.log10((high - low) / 3));
    const step = [1, 2, 5, 10].map(it => it * power).find(it => (high - low) / it <= 4);
    const first = Math.ceil(low / step - 1e-9);
    return Array.from({length: Math.floor(high / step + 1e-9) - first + 1}, (_, index) => (first + index) * step);
}

const xTicks = (x, first, last, name) => [text(x(first), HEIGHT - 10, `${name} ${first}`, 'start'), text(x(last), HEIGHT - 10, String(last), 'end')];

function text(x, y, content, anchor) {
    return svg('text', {x, y, 'text-anchor': anchor}, content);
}

/** A number in few digits. */
export function short(value) {
    const size = Math.abs(value);
    return size >= 1000 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(3)));
}
