export declare function resultSchema(): Record<string, unknown>;
export declare function doctorSchema(): Record<string, unknown>;
export declare function baselineSchema(): Record<string, unknown>;
