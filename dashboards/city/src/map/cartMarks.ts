import { letters, modes } from "./modes";

export const vertex = `#version 300 es
in vec4 places; in vec4 moment; in float mode;
uniform vec4 view; uniform vec2 clock; // clock: now, size
out vec4 about; // heading, stale, size, mode
void main() {
  float part = moment.y > 0. ? clamp((clock.x - moment.x) / moment.y, 0., 1.) : 1.;
  gl_Position = vec4((mix(places.xy, places.zw, part) - view.xy) * view.zw, 0., 1.);
  gl_PointSize = clock.y;
  about = vec4(moment.z, clock.x > moment.w ? 1. : 0., clock.y, mode);
}`;

const cell = 64;

// A disc with a nose where it heads and the letter of who drives; a ring without a nose when stale. From afar a plain disc: the letter could not be read,
// and colour alone says nothing.
export const fragment = `#version 300 es
precision highp float;
in vec4 about; out vec4 colour;
uniform vec3 fill[${modes.length}]; uniform vec3 plain; uniform vec3 rim; uniform bool near; uniform sampler2D marks;
float within(float outside) { return 1. - smoothstep(-.5, .5, outside * about.z * .5); }
void main() {
  vec2 p = (gl_PointCoord - .5) * 2.;
  float r = length(p);
  bool stale = about.y > .5;
  float shape = r - (near ? .68 : .93);
  if (near && about.x >= 0. && !stale) {
    // Ahead is up: a wedge from the disc to the square's edge.
    vec2 q = vec2(cos(about.x) * p.x + sin(about.x) * p.y, -sin(about.x) * p.x + cos(about.x) * p.y);
    shape = min(shape, max((abs(q.x) - .84 * (q.y + 1.)) * .766, q.y + .3));
  }
  int who = int(about.w + .5);
  vec3 ink = near ? fill[who] : plain;
  vec2 at = clamp(p / .96 + .5, .02, .98);
  float letter = near ? textureLod(marks, vec2((float(who) + at.x) / ${modes.length}., at.y), log2(${cell}. / (about.z * .48))).a : 0.;
  float hole = stale ? within(r - (near ? .4 : .55)) : 0.;
  vec3 body = mix(mix(rim, ink, within(shape + (near ? .1 : .14)) * (1. - hole)), stale ? ink : rim, letter);
  colour = vec4(body, 1.) * within(shape);
}`;

/** The letters side by side, to be drawn by a shader. The page's font must be here already. */
export const letterSheet = (): HTMLCanvasElement => {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [cell * modes.length, cell];
  const ink = canvas.getContext("2d")!;
  ink.font = `700 ${cell * 0.8}px "Inter Variable"`;
  [ink.textAlign, ink.textBaseline] = ["center", "alphabetic"];
  modes.forEach((mode, index) => {
    // By its own height, so that each stands in the middle.
    const { actualBoundingBoxAscent: above, actualBoundingBoxDescent: below } = ink.measureText(letters[mode]);
    ink.fillText(letters[mode], (index + 0.5) * cell, (cell + above - below) / 2);
  });
  return canvas;
};
