import type { Map } from "maplibre-gl";
import type { Vehicle } from "./frames";

// x, y before; x, y now; when it set out, how long it takes (ms of the page); heading (radians, -1 unknown); when it grows stale.
const floats = 8;
// A cart that speaks each 5 s glides for so long; one silent for longer jumps, since nobody knows what lay between.
const longestGlide = 5200;
// Float32 keeps less than a metre only near an origin of our own: the middle of the city.
const origin = { x: 100.55 / 360 + 0.5, y: 0.461 };

const vertex = `#version 300 es
in vec4 places; in vec4 moment;
uniform vec4 view; uniform vec2 clock; // clock: now, size
out vec3 about; // heading, stale, size
void main() {
  float part = moment.y > 0. ? clamp((clock.x - moment.x) / moment.y, 0., 1.) : 1.;
  gl_Position = vec4((mix(places.xy, places.zw, part) - view.xy) * view.zw, 0., 1.);
  gl_PointSize = clock.y;
  about = vec3(moment.z, clock.x > moment.w ? 1. : 0., clock.y);
}`;

// A disc with an arrow cut in where it heads; a ring only when stale. Shape says what colour says.
const fragment = `#version 300 es
precision mediump float;
in vec3 about; out vec4 colour;
uniform vec3 fill; uniform vec3 rim; uniform vec3 mark;
void main() {
  vec2 p = (gl_PointCoord - .5) * 2.;
  float r = length(p), soft = 2. / about.z;
  float disc = 1. - smoothstep(.86 - soft, .86, r);
  if (disc <= 0.) discard;
  float edge = smoothstep(.66 - soft, .66, r);
  vec4 body = vec4(mix(fill, rim, edge), 1.);
  if (about.y > .5) body = vec4(rim, 1.) * max(edge, .25);
  else if (about.x >= 0.) {
    vec2 q = vec2(cos(about.x) * p.x + sin(about.x) * p.y, -sin(about.x) * p.x + cos(about.x) * p.y);
    // Ahead is up: a chevron, wide at its back.
    float arrow = step(abs(q.x) * 1.2, q.y + .5) * (1. - step(.12 + abs(q.x) * .5, q.y)) * step(abs(q.x), .44);
    body.rgb = mix(body.rgb, mark, arrow * (1. - edge));
  }
  colour = body * disc;
}`;

const mercator = (lat: number, lon: number) => {
  const sine = Math.sin((lat * Math.PI) / 180);
  return { x: lon / 360 + 0.5 - origin.x, y: 0.5 - (0.25 * Math.log((1 + sine) / (1 - sine))) / Math.PI - origin.y };
};

export interface VehicleColours {
  fill: [number, number, number];
  rim: [number, number, number];
  mark: [number, number, number];
}

/** Moving carts on a canvas of our own above the map: they glide without the map being painted anew (UX: 46 frames a second with 5,000). */
export class VehicleCanvas {
  readonly canvas = document.createElement("canvas");
  #map: Map;
  #gl: WebGL2RenderingContext;
  #uniforms: Record<"view" | "clock" | "fill" | "rim" | "mark", WebGLUniformLocation>;
  #rows = new Float32Array(0);
  #count = 0;
  #changed = false;
  #frame = 0;
  #glideUntil = 0;
  #still: boolean;
  #lost: () => void;
  #observer: ResizeObserver;

  /** @param still Whether carts jump instead of gliding. @param lost Told when the graphics are gone for good: make another. */
  constructor(map: Map, still: boolean, lost: () => void) {
    this.#map = map;
    this.#still = still;
    this.#lost = lost;
    this.canvas.addEventListener("webglcontextlost", lost);
    this.canvas.className = "vehicles";
    this.canvas.setAttribute("aria-hidden", "true");
    const gl = (this.#gl = this.canvas.getContext("webgl2", { antialias: false, depth: false, alpha: true, premultipliedAlpha: true })!);
    const program = gl.createProgram()!;
    for (const [kind, source] of [[gl.VERTEX_SHADER, vertex], [gl.FRAGMENT_SHADER, fragment]] as const) {
      const shader = gl.createShader(kind)!;
      gl.shaderSource(shader, source);
      gl.compileShader(shader);
      gl.attachShader(program, shader);
    }
    gl.linkProgram(program);
    if (!gl.getProgramParameter(program, gl.LINK_STATUS)) throw new Error(`The carts' shader does not compile: ${gl.getProgramInfoLog(program) ?? ""}`);
    gl.useProgram(program);
    gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
    for (const [name, offset] of [["places", 0], ["moment", 16]] as const) {
      const location = gl.getAttribLocation(program, name);
      gl.enableVertexAttribArray(location);
      gl.vertexAttribPointer(location, 4, gl.FLOAT, false, floats * 4, offset);
    }
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
    const uniform = (name: string) => gl.getUniformLocation(program, name)!;
    this.#uniforms = { view: uniform("view"), clock: uniform("clock"), fill: uniform("fill"), rim: uniform("rim"), mark: uniform("mark") };
    map.getCanvas().after(this.canvas);
    this.#observer = new ResizeObserver(() => this.#fit());
    this.#observer.observe(map.getContainer());
    map.on("move", this.#draw);
    this.#fit();
  }

  dress(colours: VehicleColours): void {
    for (const name of ["fill", "rim", "mark"] as const) this.#gl.uniform3fv(this.#uniforms[name], colours[name]);
    this.#ask();
  }

  /** @param moved Indices; all others keep their place. @param staleIn Turns the server's time of a fix into how long it is still good, ms. */
  show(vehicles: readonly (Vehicle | undefined)[], moved: readonly number[], anew: boolean, staleIn: (fixedAt: number) => number): void {
    const now = performance.now();
    if (this.#rows.length < vehicles.length * floats) {
      const rows = new Float32Array(Math.max(64, vehicles.length * 2) * floats);
      rows.set(this.#rows);
      this.#rows = rows;
    }
    if (anew) this.#rows.fill(Number.NaN);
    this.#count = vehicles.length;
    for (const index of moved) {
      const vehicle = vehicles[index]!;
      const [at, next] = [index * floats, mercator(vehicle.lat, vehicle.lon)];
      const [fromX, fromY, toX, toY, since, takes] = this.#rows.subarray(at, at + 6) as unknown as [number, number, number, number, number, number];
      const known = !Number.isNaN(toX);
      const part = takes > 0 ? Math.min(1, (now - since) / takes) : 1;
      const pause = now - since;
      const glide = this.#still || !known || pause > longestGlide * 2 ? 0 : Math.min(longestGlide, Math.max(200, pause));
      this.#rows.set(
        [known ? fromX + (toX - fromX) * part : next.x, known ? fromY + (toY - fromY) * part : next.y, next.x, next.y, now, glide,
          vehicle.heading === null ? -1 : (vehicle.heading * Math.PI) / 180, now + staleIn(vehicle.fixedAt)],
        at,
      );
      this.#glideUntil = Math.max(this.#glideUntil, now + glide);
    }
    this.#changed = true;
    this.#ask();
  }

  clear(): void {
    this.#count = 0;
    this.#ask();
  }

  remove(): void {
    cancelAnimationFrame(this.#frame);
    this.#observer.disconnect();
    this.canvas.removeEventListener("webglcontextlost", this.#lost);
    this.#map.off("move", this.#draw);
    this.canvas.remove();
    this.#gl.getExtension("WEBGL_lose_context")?.loseContext();
  }

  #fit(): void {
    const box = this.#map.getContainer();
    this.canvas.width = box.clientWidth * devicePixelRatio;
    this.canvas.height = box.clientHeight * devicePixelRatio;
    this.#gl.viewport(0, 0, this.canvas.width, this.canvas.height);
    this.#ask();
  }

  #ask(): void {
    this.#frame ||= requestAnimationFrame(() => {
      this.#frame = 0;
      this.#draw();
      if (performance.now() < this.#glideUntil) this.#ask();
    });
  }

  #draw = (): void => {
    const [gl, centre] = [this.#gl, this.#map.getCenter()];
    const middle = mercator(centre.lat, centre.lng);
    const zoom = this.#map.getZoom();
    const world = 512 * 2 ** zoom * devicePixelRatio;
    if (this.#changed) gl.bufferData(gl.ARRAY_BUFFER, this.#rows.subarray(0, this.#count * floats), gl.DYNAMIC_DRAW);
    this.#changed = false;
    gl.clearColor(0, 0, 0, 0);
    gl.clear(gl.COLOR_BUFFER_BIT);
    gl.uniform4f(this.#uniforms.view, middle.x, middle.y, (2 * world) / this.canvas.width, (-2 * world) / this.canvas.height);
    gl.uniform2f(this.#uniforms.clock, performance.now(), Math.min(26, Math.max(13, (zoom - 8) * 4)) * devicePixelRatio);
    if (this.#count > 0) gl.drawArrays(gl.POINTS, 0, this.#count);
  };
}
