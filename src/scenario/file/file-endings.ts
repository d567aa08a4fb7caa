/** Of scenario files that are code. */
export const codeEndings: readonly string[] = ['.ts', '.mts', '.js', '.mjs'];
/** Of those that can hold comments. */
export const yamlEndings: readonly string[] = ['.yaml', '.yml'];
export const dataEndings: readonly string[] = [...yamlEndings, '.json'];
