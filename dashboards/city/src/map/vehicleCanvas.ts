import type { Map } from "maplibre-gl";
import { fragment, letterSheet, vertex } from "./cartMarks";
import type { Fleet, Vehicle } from "./frames";
import { nearZoom } from "./style";

// x, y before; x, y now; when it set out, how long it takes (ms of the page); heading (radians, -1 unknown); when it grows stale; who drives.
const floats = 9;
// A cart that speaks each 5 s glides for so long; one silent for longer jumps, since nobody knows what lay between.
const longestGlide = 5200;
const leastGlide = 200;
// Float32 keeps less than a metre only near an origin of our own: the middle of the city.
const origin = { x: 100.55 / 360 + 0.5, y: 0.461 };

const mercator = (lat: number, lon: number) => {
  const sine = Math.sin((lat * Math.PI) / 180);
  return { x: lon / 360 + 0.5 - origin.x, y: 0.5 - (0.25 * Math.log((1 + sine) / (1 - sine))) / Math.PI - origin.y };
};

type Colour = [red: number, green: number, blue: number];

/** A frame of /v1/live/ws whose positions wait to be drawn. */
export interface TakenFrame {
  /** Server's clock, ms. */
  toldAt: number;
  /** Times of the fixes in it, server's clock, ms. */
  fixedAt: number[];
}

/** Said by the canvas as the event "painted" within the animation frame that first shows what these frames told. */
export interface Painted {
  frames: TakenFrame[];
  /** What taking, placing and drawing them cost the main thread, ms. */
  work: number;
}

export interface VehicleColours {
  /** By who drives, in order of `modes`. */
  fill: Colour[];
  /** From afar. */
  plain: Colour;
  rim: Colour;
}

const uniforms = ["view", "clock", "fill", "plain", "rim", "near"] as const;
type Uniforms = Record<(typeof uniforms)[number], WebGLUniformLocation>;

/** Moving carts on a canvas of our own above the map: they glide without the map being painted anew (UX: 46 frames a second with 5,000). */
export class VehicleCanvas {
  readonly canvas = document.createElement("canvas");
  #map: Map;
  #gl: WebGL2RenderingContext;
  #uniforms: Uniforms;
  #rows = new Float32Array(0);
  #count = 0;
  #taken: TakenFrame[] = [];
  #work = 0;
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
    for (const [name, size, offset] of [["places", 4, 0], ["moment", 4, 16], ["mode", 1, 32]] as const) {
      const location = gl.getAttribLocation(program, name);
      gl.enableVertexAttribArray(location);
      gl.vertexAttribPointer(location, size, gl.FLOAT, false, floats * 4, offset);
    }
    gl.bindTexture(gl.TEXTURE_2D, gl.createTexture());
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, letterSheet());
    gl.generateMipmap(gl.TEXTURE_2D);
    gl.enable(gl.BLEND);
    gl.blendFunc(gl.ONE, gl.ONE_MINUS_SRC_ALPHA);
    this.#uniforms = Object.fromEntries(uniforms.map((name) => [name, gl.getUniformLocation(program, name)!])) as Uniforms;
    map.getCanvas().after(this.canvas);
    this.#observer = new ResizeObserver(() => this.#fit());
    this.#observer.observe(map.getContainer());
    map.on("move", this.#draw);
    this.#fit();
  }

  dress(colours: VehicleColours): void {
    for (const name of ["fill", "plain", "rim"] as const) this.#gl.uniform3fv(this.#uniforms[name], colours[name].flat());
    this.#ask();
  }

  /**
   * @param moved Indices; all others keep their place. @param staleIn Turns the server's time of a fix into how long it is still good, ms.
   * @param since When the page began to take the frame, ms of the page.
   */
  show(fleet: Fleet, moved: readonly number[], anew: boolean, staleIn: (fixedAt: number) => number, since: number): void {
    const now = performance.now();
    const { vehicles } = fleet;
    if (this.#rows.length < vehicles.length * floats) {
      const rows = new Float32Array(Math.max(64, vehicles.length * 2) * floats);
      rows.set(this.#rows);
      this.#rows = rows;
    }
    if (anew) this.#rows.fill(Number.NaN);
    this.#count = vehicles.length;
    const fixedAt = moved.map((index) => vehicles[index]!.fixedAt);
    for (const index of moved) this.#place(index * floats, vehicles[index]!, now, now + staleIn(vehicles[index]!.fixedAt));
    this.#taken.push({ toldAt: fleet.toldAt, fixedAt });
    this.#work += performance.now() - since;
    this.#ask();
  }

  /** Written number by number: with thousands of carts, arrays in between would cost more than all else. */
  #place(at: number, vehicle: Vehicle, now: number, staleAt: number): void {
    const rows = this.#rows;
    const next = mercator(vehicle.lat, vehicle.lon);
    const known = !Number.isNaN(rows[at + 2]!);
    const [pause, takes] = [now - rows[at + 4]!, rows[at + 5]!];
    const part = takes > 0 ? Math.min(1, pause / takes) : 1;
    const glide = this.#still || !known || pause > longestGlide * 2 ? 0 : Math.min(longestGlide, Math.max(leastGlide, pause));
    rows[at] = known ? rows[at]! + (rows[at + 2]! - rows[at]!) * part : next.x;
    rows[at + 1] = known ? rows[at + 1]! + (rows[at + 3]! - rows[at + 1]!) * part : next.y;
    rows[at + 2] = next.x;
    rows[at + 3] = next.y;
    rows[at + 4] = now;
    rows[at + 5] = glide;
    rows[at + 6] = vehicle.heading === null ? -1 : (vehicle.heading * Math.PI) / 180;
    rows[at + 7] = staleAt;
    rows[at + 8] = vehicle.mode;
    this.#glideUntil = Math.max(this.#glideUntil, now + glide);
  }

  clear(): void {
    this.#count = 0;
    this.#taken = [];
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
    const since = performance.now();
    const [gl, centre] = [this.#gl, this.#map.getCenter()];
    const middle = mercator(centre.lat, centre.lng);
    const zoom = this.#map.getZoom();
    const world = 512 * 2 ** zoom * devicePixelRatio;
    if (this.#taken.length > 0) gl.bufferData(gl.ARRAY_BUFFER, this.#rows.subarray(0, this.#count * floats), gl.DYNAMIC_DRAW);
    gl.clearColor(0, 0, 0, 0);
    gl.clear(gl.COLOR_BUFFER_BIT);
    gl.uniform4f(this.#uniforms.view, middle.x, middle.y, (2 * world) / this.canvas.width, (-2 * world) / this.canvas.height);
    const near = zoom >= nearZoom;
    gl.uniform1i(this.#uniforms.near, near ? 1 : 0);
    gl.uniform2f(this.#uniforms.clock, performance.now(), (near ? Math.min(38, 30 + (zoom - nearZoom) * 4) : 18) * devicePixelRatio);
    if (this.#count > 0) gl.drawArrays(gl.POINTS, 0, this.#count);
    if (this.#taken.length > 0) this.#say(performance.now() - since);
  };

  #say(drawing: number): void {
    const detail: Painted = { frames: this.#taken, work: this.#work + drawing };
    [this.#taken, this.#work] = [[], 0];
    this.canvas.dispatchEvent(new CustomEvent("painted", { detail }));
  }
}
