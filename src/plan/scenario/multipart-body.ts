import { basename } from 'node:path';
import { seededRandom } from '../../base/random.ts';
import type { ScenarioPath } from '../../scenario/file/loaded-scenario.ts';
import type { PartFile, Scalar } from '../../scenario/file/scenario-file.ts';
import type { Pieces } from '../flows-plan.ts';
import { headerProblem } from '../plan-request.ts';
import { joinPieces, toPieces } from './pieces.ts';
import type { PlanContext } from './plan-context.ts';
import { readText } from './read-text.ts';

/** The same for a seed, so that a run repeats; 128 bits, so that no file holds it by chance. */
export function multipartBoundary(seed: number): string {
  const random = seededRandom(seed);
  const words = Array.from({ length: 4 }, () =>
    Math.floor(random() * 2 ** 32)
      .toString(16)
      .padStart(8, '0'),
  );
  return `inrush-${words.join('')}`;
}

/** Fields and files as `multipart/form-data` (RFC 7578), names quoted as browsers do. */
export function multipartPieces(
  context: PlanContext,
  at: ScenarioPath,
  parts: Readonly<Record<string, Scalar | PartFile>>,
): Pieces {
  const { boundary } = context;
  const pieces = Object.entries(parts).flatMap(([name, part]): Pieces => {
    const path = [...at, name];
    const content = typeof part === 'object' ? filePart(context, path, part) : fieldPart(context, path, part);
    const disposition = `Content-Disposition: form-data; name="${quotable(name)}"`;
    return [`--${boundary}\r\n${disposition}`, ...content, '\r\n'];
  });
  return joinPieces([...pieces, `--${boundary}--\r\n`]);
}

function fieldPart(context: PlanContext, at: ScenarioPath, value: Scalar): Pieces {
  return ['\r\n\r\n', ...toPieces(readText(context, at, String(value)) ?? [], 'text')];
}

function filePart(context: PlanContext, at: ScenarioPath, part: PartFile): Pieces {
  const type = part.type ?? 'application/octet-stream';
  const problem = headerProblem('Content-Type', type);
  if (problem !== null) context.problems.refuse([...at, 'type'], problem.message);
  const bytes = context.files.bytes([...at, 'file'], part.file);
  const filename = quotable(part.filename ?? basename(part.file));
  return [`; filename="${filename}"\r\nContent-Type: ${type}\r\n\r\n`, ...(bytes === null ? [] : [bytes])];
}

/** As the form submission of HTML escapes names. */
function quotable(name: string): string {
  return name.replaceAll('"', '%22').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}
