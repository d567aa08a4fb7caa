export declare function resultSchema(): Record<string, unknown>;
