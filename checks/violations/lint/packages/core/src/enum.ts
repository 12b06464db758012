export enum Verdict { Live, Vod }
