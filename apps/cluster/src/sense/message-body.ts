/** The steps of a message, before it is known which one of its partition's messages it becomes. */
export interface MessageBody {
  /** Epoch ms that its first times are counted from. */
  readonly time: number;
  readonly bytes: Uint8Array;
  /** Packets of its rows; rows of whole seconds count with all of theirs. */
  readonly packets: number;
}
