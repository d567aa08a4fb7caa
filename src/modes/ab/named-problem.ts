import { InrushError } from '../../base/errors.ts';

/** What could not run says which side it was, once. */
export async function named<T>(name: 'A' | 'B', running: Promise<T>): Promise<T> {
  try {
    return await running;
  } catch (error) {
    if (!(error instanceof InrushError) || isNamed(error)) throw error;
    const problems = error.problems.map(({ message, ...rest }) => ({
      message: `${name}: ${message}`,
      ...rest,
    }));
    throw new InrushError(error.code, problems, { cause: error });
  }
}

function isNamed({ problems }: InrushError): boolean {
  return problems.some(({ message }) => /^[AB]: /.test(message));
}
