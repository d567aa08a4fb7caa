/** inrush's own version; a test holds it to package.json, which is not there to be read in every bundle. */
export const version = '0.1.0';
