import type { ScenarioFile } from '../../scenario/file/scenario-file.ts';
import type { FlowRequest } from '../flows-plan.ts';
import type { KnownNames } from './known-names.ts';
import type { NamedFiles } from './named-files.ts';
import type { ProblemList, Redact } from './problem-list.ts';
import type { SyntaxChecks } from './syntax-checks.ts';
import type { TargetList } from './target-list.ts';

/** What is the same for all steps. */
export type CommonContext = Omit<PlanContext, 'names' | 'isSession'>;

/** What planning a step needs to know, and where it puts what it finds. */
export type PlanContext = {
  readonly file: Pick<ScenarioFile, 'target' | 'headers' | 'auth'>;
  readonly problems: ProblemList;
  readonly files: NamedFiles;
  readonly syntax: SyntaxChecks;
  readonly targets: TargetList;
  /** Of the steps so far. */
  readonly names: KnownNames;
  /** The steps are of a session. */
  readonly isSession: boolean;
  readonly requests: FlowRequest[];
  readonly notes: Set<string>;
  /** Of the environment, that expressions may read. */
  readonly env: Readonly<Record<string, string>>;
  /** For what reports show: names and labels. */
  readonly redact: Redact;
  /** Redirects that a request follows unless it says otherwise. */
  readonly redirects: number;
  /** Between the parts of all multipart bodies; no file and no text holds it. */
  readonly boundary: string;
};
