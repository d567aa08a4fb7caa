export declare function withReference(text: string, schema: object): string;
export declare function writeReference(schema: object): void;
export declare function scenarioReference(schema: object): string;
