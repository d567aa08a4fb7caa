export declare function scenarioSchema(): Record<string, unknown>;
export declare function codeScenarioSchema(): Record<string, unknown>;
