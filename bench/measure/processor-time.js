import { readFileSync } from 'node:fs';

/** Linux counts processor time in ticks of 10 ms. */
const msPerTick = 10;

/** Of one process, all its threads. */
export function cpuMsOf(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * msPerTick;
}

/** Of this process and of all that it has started and that has ended. */
export function ownCpuMs() {
  const fields = readFileSync('/proc/self/stat', 'utf8').split(') ').at(-1).split(' ').slice(11, 15);
  return fields.reduce((sum, ticks) => sum + Number(ticks), 0) * msPerTick;
}

/** Of the whole machine, since it started: what was used by anybody, and what the host of a virtual machine took. */
export function machineCpuMs() {
  const [line] = readFileSync('/proc/stat', 'utf8').split('\n', 1);
  const [user, nice, system, , , irq, softirq, steal] = line.split(/\s+/).slice(1).map(Number);
  return { busyMs: (user + nice + system + irq + softirq) * msPerTick, stolenMs: steal * msPerTick };
}
