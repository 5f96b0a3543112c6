import { link, mkdir, readFile, rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { hostname } from "node:os";
import { dirname } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** The holder touches its lock this often; a lock untouched for `abandonedAfter` belongs to nobody (another host, a reused pid). */
const touchEvery = 5_000;
const abandonedAfter = 60_000;

/**
 * @typedef {object} LockOptions
 * @property {(holder: string) => void} [onWait] called once when another process holds the lock
 * @property {(milliseconds: number) => Promise<unknown>} [delay]
 * @property {() => number} [now] milliseconds
 * @property {(pid: number) => boolean} [isRunning]
 */

/**
 * Runs `action` while no other process on this cache runs an action under the same lock file.
 *
 * @template T
 * @param {string} path
 * @param {() => Promise<T>} action
 * @param {LockOptions} options
 * @returns {Promise<T>}
 */
export async function withLock(path, action, options = {}) {
  const { onWait, delay = sleep, now = Date.now, isRunning = pidIsRunning } = options;
  const own = JSON.stringify({ pid: process.pid, host: hostname() });
  await mkdir(dirname(path), { recursive: true });

  let told = false;
  while (!(await take(path, own))) {
    const holder = await holderOf(path);
    if (holder && isAbandoned(holder, now(), isRunning)) {
      await removeIfStill(path, holder.text);
      continue;
    }
    if (holder && !told) {
      onWait?.(`process ${holder.pid}`);
      told = true;
    }
    await delay(250);
  }

  const heartbeat = setInterval(() => {
    const time = new Date(now());
    utimes(path, time, time).catch(() => {});
  }, touchEvery);
  try {
    return await action();
  } finally {
    clearInterval(heartbeat);
    await removeIfStill(path, own);
  }
}

/**
 * A lock file appears with its content or not at all: link() is atomic, open() followed by write() is not.
 *
 * @param {string} path
 * @param {string} text
 */
async function take(path, text) {
  const draft = `${path}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  await writeFile(draft, text);
  try {
    await link(draft, path);
    return true;
  } catch (error) {
    if (/** @type {NodeJS.ErrnoException} */ (error).code === "EEXIST") return false;
    throw error;
  } finally {
    await rm(draft, { force: true });
  }
}

/** @param {string} path */
async function holderOf(path) {
  try {
    const [text, { mtimeMs }] = await Promise.all([readFile(path, "utf8"), stat(path)]);
    const { pid, host } = JSON.parse(text);
    return { text, pid: Number(pid), host: String(host), mtimeMs };
  } catch (error) {
    if (error instanceof SyntaxError) return { text: "", pid: 0, host: "", mtimeMs: 0 };
    return undefined;
  }
}

/**
 * @param {{ pid: number, host: string, mtimeMs: number }} holder
 * @param {number} now
 * @param {(pid: number) => boolean} isRunning
 */
function isAbandoned(holder, now, isRunning) {
  if (now - holder.mtimeMs > abandonedAfter) return true;
  return holder.host === hostname() && !isRunning(holder.pid);
}

/**
 * Takes the file away and looks at what it took: had another process replaced it meanwhile, it is put back.
 *
 * @param {string} path
 * @param {string} text
 */
async function removeIfStill(path, text) {
  const aside = `${path}.${process.pid}.${Math.random().toString(36).slice(2)}.gone`;
  try {
    await rename(path, aside);
    if (text !== "" && (await readFile(aside, "utf8")) !== text) await link(aside, path);
  } catch {
    // Somebody else removed it first.
  }
  await rm(aside, { force: true });
}

/** @param {number} pid */
function pidIsRunning(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return /** @type {NodeJS.ErrnoException} */ (error).code === "EPERM";
  }
}
