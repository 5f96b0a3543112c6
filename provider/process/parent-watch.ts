/** An engine that is killed cannot tell its plugins to end, and they would live on for ever. */

const PERIOD_MILLISECONDS = 1_000;

/** Calls `onGone` within about a second of the parent's end. Does not keep the process alive. */
export function watchParent(onGone: () => void, parentId: () => number = () => process.ppid): void {
  const parent = parentId();
  const timer = setInterval(() => {
    if (parentId() === parent && isAlive(parent)) return;
    clearInterval(timer);
    onGone();
  }, PERIOD_MILLISECONDS);
  timer.unref();
}

/** Where the system gives orphans no new parent (Windows), the old id stays. */
function isAlive(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
