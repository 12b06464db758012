// Numbers that decoders and their callers exchange. Valid TypeScript and valid AssemblyScript: both twins compile this file.

/** Formats a decoder reads. */
export const FORMAT_PCAP = 0;
export const FORMAT_PCAPNG = 1;
export const FORMAT_NETWORK_STATS = 2;

/** Why `decode` came back. What the report holds for each: */
/** Whole records are used up. REPORT_NEED: bytes that must stand from REPORT_POSITION on before it can go on. */
export const STOP_NEEDS_BYTES = 0;
/** Take the columns, then call again. */
export const STOP_COLUMNS_FULL = 1;
/** REPORT_FAULT: one of FAULT_…; nothing can be decoded from here on. */
export const STOP_FAULT = 2;
/** pcapng: a section header block of REPORT_NEED bytes, all of it in the input, at REPORT_POSITION; the caller reads it and moves on. */
export const STOP_SECTION = 3;
/** pcapng: an interface description block, likewise. */
export const STOP_INTERFACE = 4;
/** network-stats: an address that is no IP address and longer than 16 bytes, from REPORT_ADDRESS to REPORT_ADDRESS_END:
 * the caller puts its number into SETTING_ADDRESS and calls again. */
export const STOP_ADDRESS = 5;
/** network-stats: one row has more packets than the columns hold rows; REPORT_NEED: rows that are needed. */
export const STOP_LONG_ROW = 6;

/** Places in `settings`, which the caller writes. */
export const SETTING_BIG_ENDIAN = 0;
/** pcap: bytes a record header, 16 or 24 (modified). */
export const SETTING_RECORD_HEADER = 1;
/** Rows of `interfaces` that are described. A pcap has one. */
export const SETTING_INTERFACES = 2;
/** 1 if no more bytes will come: a last line without line end is decoded then. */
export const SETTING_LAST = 3;
/** network-stats: number given to the address of STOP_ADDRESS, counted from 0. */
export const SETTING_ADDRESS = 4;
/** network-stats: 1 if rows have packet columns. */
export const SETTING_EXTENDED = 5;
/** network-stats: fields a row. */
export const SETTING_FIELDS = 6;
/** network-stats: index of each column, −1 if the file has none; in this order from here on. */
export const SETTING_COLUMNS = 7;
export const COLUMN_TIME = 0;
export const COLUMN_IP1 = 1;
export const COLUMN_PORT1 = 2;
export const COLUMN_IP2 = 3;
export const COLUMN_PORT2 = 4;
export const COLUMN_PROTOCOL = 5;
export const COLUMN_BYTES12 = 6;
export const COLUMN_BYTES21 = 7;
export const COLUMN_PACKETS12 = 8;
export const COLUMN_PACKETS21 = 9;
export const COLUMN_PACKET_TIMES = 10;
export const COLUMN_PACKET_SIZES = 11;
export const COLUMN_PACKET_DIRS = 12;
export const COLUMNS = 13;
export const SETTINGS = 20;

/** Places in a row of `interfaces`, INTERFACE_WORDS to a row, which the caller writes. */
export const INTERFACE_LINK = 0;
/** 0: no limit. */
export const INTERFACE_SNAP = 1;
/** Fractions of a second are 10^-exponent (TIME_DECIMAL) or 2^-exponent (TIME_BINARY). */
export const INTERFACE_TIME_KIND = 2;
export const INTERFACE_TIME_EXPONENT = 3;
/** Whole seconds added to every time stamp. */
export const INTERFACE_TIME_OFFSET = 4;
export const INTERFACE_WORDS = 5;
export const TIME_DECIMAL = 0;
export const TIME_BINARY = 1;

/** Places in `report`, which `decode` writes. Positions count bytes of the input, from its first. */
export const REPORT_POSITION = 0;
export const REPORT_NEED = 1;
/** Rows, new flows, evicted flows and recognised tunnels that the columns hold now. */
export const REPORT_ROWS = 2;
export const REPORT_NEW_FLOWS = 3;
export const REPORT_EVICTED = 4;
export const REPORT_TUNNELS = 5;
export const REPORT_FAULT = 6;
export const REPORT_FAULT_POSITION = 7;
/** What was found there, and the limit or value that was expected, where they are numbers. */
export const REPORT_FAULT_FOUND = 8;
export const REPORT_FAULT_EXPECTED = 9;
/** network-stats: COLUMN_… of the fault. */
export const REPORT_FAULT_COLUMN = 10;
export const REPORT_ADDRESS = 11;
export const REPORT_ADDRESS_END = 12;
/** Since `reset`: records or rows, packets (a giant one counts once), their bytes, flows numbered, lines taken (the header not counted). */
export const REPORT_RECORDS = 13;
export const REPORT_PACKETS = 14;
export const REPORT_BYTES = 15;
export const REPORT_FLOWS = 16;
export const REPORT_LINES = 17;
export const REPORT_FLOWS_EVICTED = 18;
/** pcapng: of a block that is skipped and does not end in the input, bytes before and from REPORT_POSITION on; 0 if there is none. */
export const REPORT_SKIP_TAKEN = 19;
export const REPORT_SKIP_LEFT = 20;
export const REPORTS = 22;

/** Why a record is not among the packets: places in `skipped`, which counts since `reset`. */
export const SKIP_NONE = -1;
export const SKIP_ARP = 0;
export const SKIP_NOT_IP = 1;
export const SKIP_TRUNCATED_HEADER = 2;
export const SKIP_BAD_IP_VERSION = 3;
export const SKIP_BAD_IP_HEADER = 4;
export const SKIP_IMPOSSIBLE_LENGTH = 5;
export const SKIP_INCOMPLETE_COLUMNS = 6;
export const SKIP_LINK_TYPE = 7;
export const SKIP_IMPOSSIBLE_TIME = 8;
/** IEEE 802.11 frames whose payload is encrypted, or holds several packets (A-MSDU). */
export const SKIP_ENCRYPTED_FRAME = 9;
export const SKIP_AGGREGATED_FRAME = 10;
export const SKIPS = 11;

/** Things worth a warning: places in `warnings`, which counts since `reset`; and in `warningPlace`, the position of each kind's
 * first occurrence in the last call that raised the count from 0, or for network-stats its line; and in `warningValue`, a number to it. */
export const WARN_FRAGMENT_WITHOUT_FIRST = 0;
export const WARN_PORTS_CUT = 1;
export const WARN_FRACTION = 2;
export const WARN_COLUMN_LENGTHS = 3;
export const WARN_COLUMN_COUNTS = 4;
export const WARN_LAST_SEMICOLON = 5;
export const WARN_LAST_LINE_CUT = 6;
export const WARN_LAST_LINE_OPEN = 7;
/** pcapng simple packets have no time: they get the time of the packet before them. */
export const WARN_NO_TIME = 8;
export const WARNINGS = 9;

/** What makes a capture corrupt. */
/** pcap: captured length. */
export const FAULT_RECORD_LENGTH = 0;
/** pcapng: a block shorter than its kind must be or than its content, or too long for one that is not skipped (LONGEST_BLOCK). */
export const FAULT_BLOCK_LENGTH = 1;
/** pcapng: the two lengths of a block disagree. */
export const FAULT_BLOCK_TRAILER = 2;
/** pcapng: a packet of an interface that no block describes. */
export const FAULT_INTERFACE = 3;
/** network-stats: a row's fields, a value that is none (see REPORT_FAULT_COLUMN; FOUND is how many bytes there are to the field's end,
 * EXPECTED the largest whole number that could stand there, 0 for text), a line too long. The line is REPORT_LINES + 2: the header is the first. */
export const FAULT_FIELDS = 4;
export const FAULT_VALUE = 5;
export const FAULT_LINE_LENGTH = 6;
/** network-stats: a row that would take more rows of the columns than MOST_ROWS. */
export const FAULT_ROW_LENGTH = 7;
/** pcapng: the byte-order magic of a section is neither of the two. */
export const FAULT_BYTE_ORDER = 8;

/** Tunnels recognised by the shape of what they send. */
export const TUNNEL_NONE = 0;
export const TUNNEL_WIREGUARD = 1;
export const TUNNEL_OPENVPN = 2;
export const TUNNEL_IPSEC = 3;
export const TUNNEL_DTLS = 4;

/** What tunnel.ts keeps of each flow. */
export const SHAPE_BYTES = 48;

/** Words of an entry of the flow table, so that it fills one line of the processor's cache: its key, then its number, 1 if it was seen
 * since the hand of the clock passed by, and how many of its packets tunnel.ts has looked at. */
export const ENTRY_WORDS = 16;
export const ENTRY_NUMBER = 10;
export const ENTRY_RECENT = 11;
export const ENTRY_LOOKED = 12;

/** First fragments that fragments.ts keeps at once, a power of two, and slots of its table. */
export const FRAGMENTS_KEPT = 4096;
export const FRAGMENT_SLOTS = 8192;

/** How the addresses of a flow key are to be read: 4 or 16 bytes of IP, text of up to 16 bytes (this plus its length), or the number of a long text. */
export const ADDRESS_IPV4 = 4;
export const ADDRESS_IPV6 = 16;
export const ADDRESS_TEXT = 32;
export const ADDRESS_NUMBER = 64;

/** A flow key: words 0–3 and 4–7 the addresses of a and b (big-endian, the rest 0), then both ports (a's in the upper half),
 * then protocol << 16 | kind of a's address << 8 | kind of b's. */
export const KEY_WORDS = 10;
export const KEY_PORTS = 8;
export const KEY_KIND = 9;

/** The longest packet that offloading makes (BIG TCP: 8 · 65,535 bytes), with room to spare; rows it can take. */
export const LONGEST_PACKET = 1048576;
export const ROWS_A_PACKET = 17;
/** MAXIMUM_SNAPLEN of libpcap, which refuses longer records too, whatever snap length a header gives. */
export const LONGEST_RECORD = 262144;
/** Wireshark's limit for a pcapng block. */
export const LONGEST_BLOCK = 16777216;
/** 1.5 million packets of one flow in one second. A longer line is taken for something else than a line. */
export const LONGEST_LINE = 33554432;
/** More packets than a line of LONGEST_LINE holds with times of this century: packets beyond 65,535 bytes, which take several rows, could make it many more. */
export const MOST_ROWS = 2097152;
/** More fields than a header line of 64 KiB can name. */
export const MOST_FIELDS = 65536;
/** Times beyond are no dates in JavaScript, in ms either side of 1970. */
export const LATEST_TIME = 8640000000000000;
/** Interfaces of one section, more than which no capture has. */
export const MOST_INTERFACES = 65536;
