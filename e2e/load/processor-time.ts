import fs from "node:fs";

// The unit in which Linux tells processor time to programs, whatever the kernel's own tick is.
const TICK_MS = 10;

/**
 * The processor time, in milliseconds, that a process group has used since it began: user and
 * system time of all its threads and processes, also of those that have ended.
 *
 * @returns null where there is no /proc to read it from (macOS, Windows)
 */
export function processorTime(group: number): number | null {
  if (!fs.existsSync("/proc/self/stat")) return null;
  let ticks = 0;
  for (const entry of fs.readdirSync("/proc")) {
    if (!/^\d+$/.test(entry)) continue;
    let stat: string;
    try {
      stat = fs.readFileSync(`/proc/${entry}/stat`, "utf8");
    } catch {
      continue; // It ended between the listing and here.
    }
    // The second field is a name in brackets that may hold anything; the third follows the last one.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    if (Number(fields[2]) !== group) continue;
    for (const time of fields.slice(11, 15)) ticks += Number(time);
  }
  return ticks * TICK_MS;
}
