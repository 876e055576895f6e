// Generated from proto/stream.proto by scripts/gen-proto. Do not edit.
import * as $protobuf from "protobufjs/minimal.js";

/** Namespace runqscope. */
export namespace runqscope {

    /** Namespace stream. */
    namespace stream {

        /** Namespace v1. */
        namespace v1 {

            /**
             * Properties of a ServerMessage.
             * @deprecated Use runqscope.stream.v1.ServerMessage.$Properties instead.
             */
            interface IServerMessage extends runqscope.stream.v1.ServerMessage.$Properties {
            }

            /** Represents a ServerMessage. */
            class ServerMessage {

                /**
                 * Constructs a new ServerMessage.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: runqscope.stream.v1.ServerMessage.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ServerMessage hello. */
                hello?: (runqscope.stream.v1.Hello.$Properties|null);

                /** ServerMessage snapshot. */
                snapshot?: (runqscope.stream.v1.Snapshot.$Properties|null);

                /** ServerMessage aggregate. */
                aggregate?: (runqscope.stream.v1.Aggregate.$Properties|null);

                /** ServerMessage transitions. */
                transitions?: (runqscope.stream.v1.Transitions.$Properties|null);

                /** ServerMessage sites. */
                sites?: (runqscope.stream.v1.Sites.$Properties|null);

                /** ServerMessage gap. */
                gap?: (runqscope.stream.v1.Gap.$Properties|null);

                /** ServerMessage client_loss. */
                client_loss?: (runqscope.stream.v1.ClientLoss.$Properties|null);

                /** ServerMessage subscription. */
                subscription?: (runqscope.stream.v1.Subscription.$Properties|null);

                /** ServerMessage end. */
                end?: (runqscope.stream.v1.End.$Properties|null);

                /** ServerMessage message. */
                message?: ("hello"|"snapshot"|"aggregate"|"transitions"|"sites"|"gap"|"client_loss"|"subscription"|"end");

                /**
                 * Encodes the specified ServerMessage message. Does not implicitly {@link runqscope.stream.v1.ServerMessage.verify|verify} messages.
                 * @param message ServerMessage message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: runqscope.stream.v1.ServerMessage.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ServerMessage message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {runqscope.stream.v1.ServerMessage & runqscope.stream.v1.ServerMessage.$Shape} ServerMessage
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): runqscope.stream.v1.ServerMessage & runqscope.stream.v1.ServerMessage.$Shape;
            }

            namespace ServerMessage {

                /** Properties of a ServerMessage. */
                interface $Properties {

                    /** ServerMessage hello */
                    hello?: (runqscope.stream.v1.Hello.$Properties|null);

                    /** ServerMessage snapshot */
                    snapshot?: (runqscope.stream.v1.Snapshot.$Properties|null);

                    /** ServerMessage aggregate */
                    aggregate?: (runqscope.stream.v1.Aggregate.$Properties|null);

                    /** ServerMessage transitions */
                    transitions?: (runqscope.stream.v1.Transitions.$Properties|null);

                    /** ServerMessage sites */
                    sites?: (runqscope.stream.v1.Sites.$Properties|null);

                    /** ServerMessage gap */
                    gap?: (runqscope.stream.v1.Gap.$Properties|null);

                    /** ServerMessage client_loss */
                    client_loss?: (runqscope.stream.v1.ClientLoss.$Properties|null);

                    /** ServerMessage subscription */
                    subscription?: (runqscope.stream.v1.Subscription.$Properties|null);

                    /** ServerMessage end */
                    end?: (runqscope.stream.v1.End.$Properties|null);

                    /** ServerMessage message */
                    message?: ("hello"|"snapshot"|"aggregate"|"transitions"|"sites"|"gap"|"client_loss"|"subscription"|"end");

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Narrowed shape of a ServerMessage. */
                type $Shape = {
                  hello?: runqscope.stream.v1.Hello.$Shape|null;
                  snapshot?: runqscope.stream.v1.Snapshot.$Shape|null;
                  aggregate?: runqscope.stream.v1.Aggregate.$Shape|null;
                  transitions?: runqscope.stream.v1.Transitions.$Shape|null;
                  sites?: runqscope.stream.v1.Sites.$Shape|null;
                  gap?: runqscope.stream.v1.Gap.$Shape|null;
                  client_loss?: runqscope.stream.v1.ClientLoss.$Shape|null;
                  subscription?: runqscope.stream.v1.Subscription.$Shape|null;
                  end?: runqscope.stream.v1.End.$Shape|null;
                  $unknowns?: Uint8Array[];
                } & (
                  ({ message?: undefined; hello?: null; snapshot?: null; aggregate?: null; transitions?: null; sites?: null; gap?: null; client_loss?: null; subscription?: null; end?: null }|{ message?: "hello"; hello: runqscope.stream.v1.Hello.$Shape; snapshot?: null; aggregate?: null; transitions?: null; sites?: null; gap?: null; client_loss?: null; subscription?: null; end?: null }|{ message?: "snapshot"; hello?: null; snapshot: runqscope.stream.v1.Snapshot.$Shape; aggregate?: null; transitions?: null; sites?: null; gap?: null; client_loss?: null; subscription?: null; end?: null }|{ message?: "aggregate"; hello?: null; snapshot?: null; aggregate: runqscope.stream.v1.Aggregate.$Shape; transitions?: null; sites?: null; gap?: null; client_loss?: null; subscription?: null; end?: null }|{ message?: "transitions"; hello?: null; snapshot?: null; aggregate?: null; transitions: runqscope.stream.v1.Transitions.$Shape; sites?: null; gap?: null; client_loss?: null; subscription?: null; end?: null }|{ message?: "sites"; hello?: null; snapshot?: null; aggregate?: null; transitions?: null; sites: runqscope.stream.v1.Sites.$Shape; gap?: null; client_loss?: null; subscription?: null; end?: null }|{ message?: "gap"; hello?: null; snapshot?: null; aggregate?: null; transitions?: null; sites?: null; gap: runqscope.stream.v1.Gap.$Shape; client_loss?: null; subscription?: null; end?: null }|{ message?: "client_loss"; hello?: null; snapshot?: null; aggregate?: null; transitions?: null; sites?: null; gap?: null; client_loss: runqscope.stream.v1.ClientLoss.$Shape; subscription?: null; end?: null }|{ message?: "subscription"; hello?: null; snapshot?: null; aggregate?: null; transitions?: null; sites?: null; gap?: null; client_loss?: null; subscription: runqscope.stream.v1.Subscription.$Shape; end?: null }|{ message?: "end"; hello?: null; snapshot?: null; aggregate?: null; transitions?: null; sites?: null; gap?: null; client_loss?: null; subscription?: null; end: runqscope.stream.v1.End.$Shape })
                );
            }

            /**
             * Properties of a ClientMessage.
             * @deprecated Use runqscope.stream.v1.ClientMessage.$Properties instead.
             */
            interface IClientMessage extends runqscope.stream.v1.ClientMessage.$Properties {
            }

            /** Represents a ClientMessage. */
            class ClientMessage {

                /**
                 * Constructs a new ClientMessage.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: runqscope.stream.v1.ClientMessage.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ClientMessage subscribe. */
                subscribe?: (runqscope.stream.v1.Subscribe.$Properties|null);

                /** ClientMessage unsubscribe. */
                unsubscribe?: (runqscope.stream.v1.Unsubscribe.$Properties|null);

                /** ClientMessage message. */
                message?: ("subscribe"|"unsubscribe");

                /**
                 * Encodes the specified ClientMessage message. Does not implicitly {@link runqscope.stream.v1.ClientMessage.verify|verify} messages.
                 * @param message ClientMessage message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: runqscope.stream.v1.ClientMessage.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ClientMessage message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {runqscope.stream.v1.ClientMessage & runqscope.stream.v1.ClientMessage.$Shape} ClientMessage
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): runqscope.stream.v1.ClientMessage & runqscope.stream.v1.ClientMessage.$Shape;
            }

            namespace ClientMessage {

                /** Properties of a ClientMessage. */
                interface $Properties {

                    /** ClientMessage subscribe */
                    subscribe?: (runqscope.stream.v1.Subscribe.$Properties|null);

                    /** ClientMessage unsubscribe */
                    unsubscribe?: (runqscope.stream.v1.Unsubscribe.$Properties|null);

                    /** ClientMessage message */
                    message?: ("subscribe"|"unsubscribe");

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Narrowed shape of a ClientMessage. */
                type $Shape = {
                  subscribe?: runqscope.stream.v1.Subscribe.$Shape|null;
                  unsubscribe?: runqscope.stream.v1.Unsubscribe.$Shape|null;
                  $unknowns?: Uint8Array[];
                } & (
                  ({ message?: undefined; subscribe?: null; unsubscribe?: null }|{ message?: "subscribe"; subscribe: runqscope.stream.v1.Subscribe.$Shape; unsubscribe?: null }|{ message?: "unsubscribe"; subscribe?: null; unsubscribe: runqscope.stream.v1.Unsubscribe.$Shape })
                );
            }

            /**
             * Properties of a Subscribe.
             * @deprecated Use runqscope.stream.v1.Subscribe.$Properties instead.
             */
            interface ISubscribe extends runqscope.stream.v1.Subscribe.$Properties {
            }

            /** Represents a Subscribe. */
            class Subscribe {

                /**
                 * Constructs a new Subscribe.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: runqscope.stream.v1.Subscribe.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Subscribe all. */
                all: boolean;

                /** Subscribe goids. */
                goids: number[];

                /** Subscribe sites. */
                sites: number[];

                /** Subscribe snapshot. */
                snapshot: boolean;

                /**
                 * Encodes the specified Subscribe message. Does not implicitly {@link runqscope.stream.v1.Subscribe.verify|verify} messages.
                 * @param message Subscribe message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: runqscope.stream.v1.Subscribe.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Subscribe message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {runqscope.stream.v1.Subscribe & runqscope.stream.v1.Subscribe.$Shape} Subscribe
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): runqscope.stream.v1.Subscribe & runqscope.stream.v1.Subscribe.$Shape;
            }

            namespace Subscribe {

                /** Properties of a Subscribe. */
                interface $Properties {

                    /** Subscribe all */
                    all?: (boolean|null);

                    /** Subscribe goids */
                    goids?: (number[]|null);

                    /** Subscribe sites */
                    sites?: (number[]|null);

                    /** Subscribe snapshot */
                    snapshot?: (boolean|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Subscribe. */
                type $Shape = runqscope.stream.v1.Subscribe.$Properties;
            }

            /**
             * Properties of an Unsubscribe.
             * @deprecated Use runqscope.stream.v1.Unsubscribe.$Properties instead.
             */
            interface IUnsubscribe extends runqscope.stream.v1.Unsubscribe.$Properties {
            }

            /** Represents an Unsubscribe. */
            class Unsubscribe {

                /**
                 * Constructs a new Unsubscribe.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: runqscope.stream.v1.Unsubscribe.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Unsubscribe all. */
                all: boolean;

                /** Unsubscribe goids. */
                goids: number[];

                /** Unsubscribe sites. */
                sites: number[];

                /**
                 * Encodes the specified Unsubscribe message. Does not implicitly {@link runqscope.stream.v1.Unsubscribe.verify|verify} messages.
                 * @param message Unsubscribe message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: runqscope.stream.v1.Unsubscribe.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an Unsubscribe message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {runqscope.stream.v1.Unsubscribe & runqscope.stream.v1.Unsubscribe.$Shape} Unsubscribe
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): runqscope.stream.v1.Unsubscribe & runqscope.stream.v1.Unsubscribe.$Shape;
            }

            namespace Unsubscribe {

                /** Properties of an Unsubscribe. */
                interface $Properties {

                    /** Unsubscribe all */
                    all?: (boolean|null);

                    /** Unsubscribe goids */
                    goids?: (number[]|null);

                    /** Unsubscribe sites */
                    sites?: (number[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an Unsubscribe. */
                type $Shape = runqscope.stream.v1.Unsubscribe.$Properties;
            }

            /**
             * Properties of a Subscription.
             * @deprecated Use runqscope.stream.v1.Subscription.$Properties instead.
             */
            interface ISubscription extends runqscope.stream.v1.Subscription.$Properties {
            }

            /** Represents a Subscription. */
            class Subscription {

                /**
                 * Constructs a new Subscription.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: runqscope.stream.v1.Subscription.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Subscription all. */
                all: boolean;

                /** Subscription goids. */
                goids: number;

                /** Subscription sites. */
                sites: number;

                /**
                 * Encodes the specified Subscription message. Does not implicitly {@link runqscope.stream.v1.Subscription.verify|verify} messages.
                 * @param message Subscription message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: runqscope.stream.v1.Subscription.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Subscription message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {runqscope.stream.v1.Subscription & runqscope.stream.v1.Subscription.$Shape} Subscription
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): runqscope.stream.v1.Subscription & runqscope.stream.v1.Subscription.$Shape;
            }

            namespace Subscription {

                /** Properties of a Subscription. */
                interface $Properties {

                    /** Subscription all */
                    all?: (boolean|null);

                    /** Subscription goids */
                    goids?: (number|null);

                    /** Subscription sites */
                    sites?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Subscription. */
                type $Shape = runqscope.stream.v1.Subscription.$Properties;
            }

            /**
             * Properties of a Hello.
             * @deprecated Use runqscope.stream.v1.Hello.$Properties instead.
             */
            interface IHello extends runqscope.stream.v1.Hello.$Properties {
            }

            /** Represents a Hello. */
            class Hello {

                /**
                 * Constructs a new Hello.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: runqscope.stream.v1.Hello.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Hello protocol. */
                protocol: number;

                /** Hello version. */
                version: string;

                /** Hello time_unit. */
                time_unit: string;

                /** Hello byte_order. */
                byte_order: string;

                /** Hello pid. */
                pid: number;

                /** Hello go_version. */
                go_version: string;

                /** Hello command. */
                command: string;

                /** Hello base_monotonic_ns. */
                base_monotonic_ns: string;

                /** Hello started_at_unix_ms. */
                started_at_unix_ms: number;

                /** Hello wait_reasons. */
                wait_reasons: string[];

                /** Hello states. */
                states: string[];

                /** Hello kinds. */
                kinds: { [k: string]: string };

                /** Hello syscalls. */
                syscalls: boolean;

                /**
                 * Encodes the specified Hello message. Does not implicitly {@link runqscope.stream.v1.Hello.verify|verify} messages.
                 * @param message Hello message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: runqscope.stream.v1.Hello.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Hello message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {runqscope.stream.v1.Hello & runqscope.stream.v1.Hello.$Shape} Hello
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): runqscope.stream.v1.Hello & runqscope.stream.v1.Hello.$Shape;
            }

            namespace Hello {

                /** Properties of a Hello. */
                interface $Properties {

                    /** Hello protocol */
                    protocol?: (number|null);

                    /** Hello version */
                    version?: (string|null);

                    /** Hello time_unit */
                    time_unit?: (string|null);

                    /** Hello byte_order */
                    byte_order?: (string|null);

                    /** Hello pid */
                    pid?: (number|null);

                    /** Hello go_version */
                    go_version?: (string|null);

                    /** Hello command */
                    command?: (string|null);

                    /** Hello base_monotonic_ns */
                    base_monotonic_ns?: (string|null);

                    /** Hello started_at_unix_ms */
                    started_at_unix_ms?: (number|null);

                    /** Hello wait_reasons */
                    wait_reasons?: (string[]|null);

                    /** Hello states */
                    states?: (string[]|null);

                    /** Hello kinds */
                    kinds?: ({ [k: string]: string }|null);

                    /** Hello syscalls */
                    syscalls?: (boolean|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Hello. */
                type $Shape = runqscope.stream.v1.Hello.$Properties;
            }

            /**
             * Properties of a Site.
             * @deprecated Use runqscope.stream.v1.Site.$Properties instead.
             */
            interface ISite extends runqscope.stream.v1.Site.$Properties {
            }

            /** Represents a Site. */
            class Site {

                /**
                 * Constructs a new Site.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: runqscope.stream.v1.Site.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Site site. */
                site: number;

                /** Site function. */
                function: string;

                /** Site created_at. */
                created_at: string;

                /** Site created_by. */
                created_by: string;

                /** Site system. */
                system: boolean;

                /**
                 * Encodes the specified Site message. Does not implicitly {@link runqscope.stream.v1.Site.verify|verify} messages.
                 * @param message Site message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: runqscope.stream.v1.Site.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Site message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {runqscope.stream.v1.Site & runqscope.stream.v1.Site.$Shape} Site
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): runqscope.stream.v1.Site & runqscope.stream.v1.Site.$Shape;
            }

            namespace Site {

                /** Properties of a Site. */
                interface $Properties {

                    /** Site site */
                    site?: (number|null);

                    /** Site function */
                    "function"?: (string|null);

                    /** Site created_at */
                    created_at?: (string|null);

                    /** Site created_by */
                    created_by?: (string|null);

                    /** Site system */
                    system?: (boolean|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Site. */
                type $Shape = runqscope.stream.v1.Site.$Properties;
            }

            /**
             * Properties of a Sites.
             * @deprecated Use runqscope.stream.v1.Sites.$Properties instead.
             */
            interface ISites extends runqscope.stream.v1.Sites.$Properties {
            }

            /** Represents a Sites. */
            class Sites {

                /**
                 * Constructs a new Sites.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: runqscope.stream.v1.Sites.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Sites sites. */
                sites: runqscope.stream.v1.Site.$Properties[];

                /**
                 * Encodes the specified Sites message. Does not implicitly {@link runqscope.stream.v1.Sites.verify|verify} messages.
                 * @param message Sites message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: runqscope.stream.v1.Sites.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Sites message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {runqscope.stream.v1.Sites & runqscope.stream.v1.Sites.$Shape} Sites
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): runqscope.stream.v1.Sites & runqscope.stream.v1.Sites.$Shape;
            }

            namespace Sites {

                /** Properties of a Sites. */
                interface $Properties {

                    /** Sites sites */
                    sites?: (runqscope.stream.v1.Site.$Properties[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Sites. */
                type $Shape = runqscope.stream.v1.Sites.$Properties;
            }

            /**
             * Properties of a Snapshot.
             * @deprecated Use runqscope.stream.v1.Snapshot.$Properties instead.
             */
            interface ISnapshot extends runqscope.stream.v1.Snapshot.$Properties {
            }

            /** Represents a Snapshot. */
            class Snapshot {

                /**
                 * Constructs a new Snapshot.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: runqscope.stream.v1.Snapshot.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Snapshot time_ns. */
                time_ns: number;

                /** Snapshot rows. */
                rows: number;

                /** Snapshot total. */
                total: number;

                /** Snapshot goid. */
                goid: Uint8Array;

                /** Snapshot since_ns. */
                since_ns: Uint8Array;

                /** Snapshot site. */
                site: Uint8Array;

                /** Snapshot tid. */
                tid: Uint8Array;

                /** Snapshot state. */
                state: Uint8Array;

                /** Snapshot reason. */
                reason: Uint8Array;

                /** Snapshot flags. */
                flags: Uint8Array;

                /** Snapshot sites. */
                sites: runqscope.stream.v1.Site.$Properties[];

                /**
                 * Encodes the specified Snapshot message. Does not implicitly {@link runqscope.stream.v1.Snapshot.verify|verify} messages.
                 * @param message Snapshot message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: runqscope.stream.v1.Snapshot.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Snapshot message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {runqscope.stream.v1.Snapshot & runqscope.stream.v1.Snapshot.$Shape} Snapshot
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): runqscope.stream.v1.Snapshot & runqscope.stream.v1.Snapshot.$Shape;
            }

            namespace Snapshot {

                /** Properties of a Snapshot. */
                interface $Properties {

                    /** Snapshot time_ns */
                    time_ns?: (number|null);

                    /** Snapshot rows */
                    rows?: (number|null);

                    /** Snapshot total */
                    total?: (number|null);

                    /** Snapshot goid */
                    goid?: (Uint8Array|null);

                    /** Snapshot since_ns */
                    since_ns?: (Uint8Array|null);

                    /** Snapshot site */
                    site?: (Uint8Array|null);

                    /** Snapshot tid */
                    tid?: (Uint8Array|null);

                    /** Snapshot state */
                    state?: (Uint8Array|null);

                    /** Snapshot reason */
                    reason?: (Uint8Array|null);

                    /** Snapshot flags */
                    flags?: (Uint8Array|null);

                    /** Snapshot sites */
                    sites?: (runqscope.stream.v1.Site.$Properties[]|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Snapshot. */
                type $Shape = runqscope.stream.v1.Snapshot.$Properties;
            }

            /**
             * Properties of a Transitions.
             * @deprecated Use runqscope.stream.v1.Transitions.$Properties instead.
             */
            interface ITransitions extends runqscope.stream.v1.Transitions.$Properties {
            }

            /** Represents a Transitions. */
            class Transitions {

                /**
                 * Constructs a new Transitions.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: runqscope.stream.v1.Transitions.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Transitions rows. */
                rows: number;

                /** Transitions time_ns. */
                time_ns: Uint8Array;

                /** Transitions since_ns. */
                since_ns: Uint8Array;

                /** Transitions goid. */
                goid: Uint8Array;

                /** Transitions other. */
                other: Uint8Array;

                /** Transitions tid. */
                tid: Uint8Array;

                /** Transitions site. */
                site: Uint8Array;

                /** Transitions p. */
                p: Uint8Array;

                /** Transitions kind. */
                kind: Uint8Array;

                /** Transitions from. */
                from: Uint8Array;

                /** Transitions to. */
                to: Uint8Array;

                /** Transitions reason. */
                reason: Uint8Array;

                /** Transitions ended_reason. */
                ended_reason: Uint8Array;

                /** Transitions flags. */
                flags: Uint8Array;

                /**
                 * Encodes the specified Transitions message. Does not implicitly {@link runqscope.stream.v1.Transitions.verify|verify} messages.
                 * @param message Transitions message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: runqscope.stream.v1.Transitions.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Transitions message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {runqscope.stream.v1.Transitions & runqscope.stream.v1.Transitions.$Shape} Transitions
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): runqscope.stream.v1.Transitions & runqscope.stream.v1.Transitions.$Shape;
            }

            namespace Transitions {

                /** Properties of a Transitions. */
                interface $Properties {

                    /** Transitions rows */
                    rows?: (number|null);

                    /** Transitions time_ns */
                    time_ns?: (Uint8Array|null);

                    /** Transitions since_ns */
                    since_ns?: (Uint8Array|null);

                    /** Transitions goid */
                    goid?: (Uint8Array|null);

                    /** Transitions other */
                    other?: (Uint8Array|null);

                    /** Transitions tid */
                    tid?: (Uint8Array|null);

                    /** Transitions site */
                    site?: (Uint8Array|null);

                    /** Transitions p */
                    p?: (Uint8Array|null);

                    /** Transitions kind */
                    kind?: (Uint8Array|null);

                    /** Transitions from */
                    from?: (Uint8Array|null);

                    /** Transitions to */
                    to?: (Uint8Array|null);

                    /** Transitions reason */
                    reason?: (Uint8Array|null);

                    /** Transitions ended_reason */
                    ended_reason?: (Uint8Array|null);

                    /** Transitions flags */
                    flags?: (Uint8Array|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Transitions. */
                type $Shape = runqscope.stream.v1.Transitions.$Properties;
            }

            /**
             * Properties of a Gap.
             * @deprecated Use runqscope.stream.v1.Gap.$Properties instead.
             */
            interface IGap extends runqscope.stream.v1.Gap.$Properties {
            }

            /** Represents a Gap. */
            class Gap {

                /**
                 * Constructs a new Gap.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: runqscope.stream.v1.Gap.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Gap first_ns. */
                first_ns: number;

                /** Gap last_ns. */
                last_ns: number;

                /** Gap lost_by_cause. */
                lost_by_cause: { [k: string]: number };

                /**
                 * Encodes the specified Gap message. Does not implicitly {@link runqscope.stream.v1.Gap.verify|verify} messages.
                 * @param message Gap message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: runqscope.stream.v1.Gap.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Gap message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {runqscope.stream.v1.Gap & runqscope.stream.v1.Gap.$Shape} Gap
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): runqscope.stream.v1.Gap & runqscope.stream.v1.Gap.$Shape;
            }

            namespace Gap {

                /** Properties of a Gap. */
                interface $Properties {

                    /** Gap first_ns */
                    first_ns?: (number|null);

                    /** Gap last_ns */
                    last_ns?: (number|null);

                    /** Gap lost_by_cause */
                    lost_by_cause?: ({ [k: string]: number }|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Gap. */
                type $Shape = runqscope.stream.v1.Gap.$Properties;
            }

            /**
             * Properties of a ClientLoss.
             * @deprecated Use runqscope.stream.v1.ClientLoss.$Properties instead.
             */
            interface IClientLoss extends runqscope.stream.v1.ClientLoss.$Properties {
            }

            /** Represents a ClientLoss. */
            class ClientLoss {

                /**
                 * Constructs a new ClientLoss.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: runqscope.stream.v1.ClientLoss.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** ClientLoss lost. */
                lost: number;

                /** ClientLoss lost_total. */
                lost_total: number;

                /** ClientLoss first_ns. */
                first_ns: number;

                /** ClientLoss last_ns. */
                last_ns: number;

                /**
                 * Encodes the specified ClientLoss message. Does not implicitly {@link runqscope.stream.v1.ClientLoss.verify|verify} messages.
                 * @param message ClientLoss message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: runqscope.stream.v1.ClientLoss.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a ClientLoss message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {runqscope.stream.v1.ClientLoss & runqscope.stream.v1.ClientLoss.$Shape} ClientLoss
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): runqscope.stream.v1.ClientLoss & runqscope.stream.v1.ClientLoss.$Shape;
            }

            namespace ClientLoss {

                /** Properties of a ClientLoss. */
                interface $Properties {

                    /** ClientLoss lost */
                    lost?: (number|null);

                    /** ClientLoss lost_total */
                    lost_total?: (number|null);

                    /** ClientLoss first_ns */
                    first_ns?: (number|null);

                    /** ClientLoss last_ns */
                    last_ns?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a ClientLoss. */
                type $Shape = runqscope.stream.v1.ClientLoss.$Properties;
            }

            /**
             * Properties of an End.
             * @deprecated Use runqscope.stream.v1.End.$Properties instead.
             */
            interface IEnd extends runqscope.stream.v1.End.$Properties {
            }

            /** Represents an End. */
            class End {

                /**
                 * Constructs a new End.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: runqscope.stream.v1.End.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** End reason. */
                reason: string;

                /** End aggregate. */
                aggregate?: (runqscope.stream.v1.Aggregate.$Properties|null);

                /**
                 * Encodes the specified End message. Does not implicitly {@link runqscope.stream.v1.End.verify|verify} messages.
                 * @param message End message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: runqscope.stream.v1.End.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an End message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {runqscope.stream.v1.End & runqscope.stream.v1.End.$Shape} End
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): runqscope.stream.v1.End & runqscope.stream.v1.End.$Shape;
            }

            namespace End {

                /** Properties of an End. */
                interface $Properties {

                    /** End reason */
                    reason?: (string|null);

                    /** End aggregate */
                    aggregate?: (runqscope.stream.v1.Aggregate.$Properties|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an End. */
                type $Shape = runqscope.stream.v1.End.$Properties;
            }

            /**
             * Properties of a StageStats.
             * @deprecated Use runqscope.stream.v1.StageStats.$Properties instead.
             */
            interface IStageStats extends runqscope.stream.v1.StageStats.$Properties {
            }

            /** Represents a StageStats. */
            class StageStats {

                /**
                 * Constructs a new StageStats.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: runqscope.stream.v1.StageStats.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** StageStats count. */
                count: number;

                /** StageStats total_ns. */
                total_ns: number;

                /** StageStats p50_ns. */
                p50_ns: number;

                /** StageStats p90_ns. */
                p90_ns: number;

                /** StageStats p99_ns. */
                p99_ns: number;

                /** StageStats p999_ns. */
                p999_ns: number;

                /** StageStats max_ns. */
                max_ns: number;

                /**
                 * Encodes the specified StageStats message. Does not implicitly {@link runqscope.stream.v1.StageStats.verify|verify} messages.
                 * @param message StageStats message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: runqscope.stream.v1.StageStats.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a StageStats message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {runqscope.stream.v1.StageStats & runqscope.stream.v1.StageStats.$Shape} StageStats
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): runqscope.stream.v1.StageStats & runqscope.stream.v1.StageStats.$Shape;
            }

            namespace StageStats {

                /** Properties of a StageStats. */
                interface $Properties {

                    /** StageStats count */
                    count?: (number|null);

                    /** StageStats total_ns */
                    total_ns?: (number|null);

                    /** StageStats p50_ns */
                    p50_ns?: (number|null);

                    /** StageStats p90_ns */
                    p90_ns?: (number|null);

                    /** StageStats p99_ns */
                    p99_ns?: (number|null);

                    /** StageStats p999_ns */
                    p999_ns?: (number|null);

                    /** StageStats max_ns */
                    max_ns?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a StageStats. */
                type $Shape = runqscope.stream.v1.StageStats.$Properties;
            }

            /**
             * Properties of a Stages.
             * @deprecated Use runqscope.stream.v1.Stages.$Properties instead.
             */
            interface IStages extends runqscope.stream.v1.Stages.$Properties {
            }

            /** Represents a Stages. */
            class Stages {

                /**
                 * Constructs a new Stages.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: runqscope.stream.v1.Stages.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Stages create_to_run. */
                create_to_run?: (runqscope.stream.v1.StageStats.$Properties|null);

                /** Stages ready_to_run. */
                ready_to_run?: (runqscope.stream.v1.StageStats.$Properties|null);

                /** Stages run. */
                run?: (runqscope.stream.v1.StageStats.$Properties|null);

                /** Stages wait. */
                wait?: (runqscope.stream.v1.StageStats.$Properties|null);

                /** Stages syscall. */
                syscall?: (runqscope.stream.v1.StageStats.$Properties|null);

                /** Stages lifetime. */
                lifetime?: (runqscope.stream.v1.StageStats.$Properties|null);

                /**
                 * Encodes the specified Stages message. Does not implicitly {@link runqscope.stream.v1.Stages.verify|verify} messages.
                 * @param message Stages message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: runqscope.stream.v1.Stages.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a Stages message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {runqscope.stream.v1.Stages & runqscope.stream.v1.Stages.$Shape} Stages
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): runqscope.stream.v1.Stages & runqscope.stream.v1.Stages.$Shape;
            }

            namespace Stages {

                /** Properties of a Stages. */
                interface $Properties {

                    /** Stages create_to_run */
                    create_to_run?: (runqscope.stream.v1.StageStats.$Properties|null);

                    /** Stages ready_to_run */
                    ready_to_run?: (runqscope.stream.v1.StageStats.$Properties|null);

                    /** Stages run */
                    run?: (runqscope.stream.v1.StageStats.$Properties|null);

                    /** Stages wait */
                    wait?: (runqscope.stream.v1.StageStats.$Properties|null);

                    /** Stages syscall */
                    syscall?: (runqscope.stream.v1.StageStats.$Properties|null);

                    /** Stages lifetime */
                    lifetime?: (runqscope.stream.v1.StageStats.$Properties|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a Stages. */
                type $Shape = runqscope.stream.v1.Stages.$Properties;
            }

            /**
             * Properties of a GoroutineCounts.
             * @deprecated Use runqscope.stream.v1.GoroutineCounts.$Properties instead.
             */
            interface IGoroutineCounts extends runqscope.stream.v1.GoroutineCounts.$Properties {
            }

            /** Represents a GoroutineCounts. */
            class GoroutineCounts {

                /**
                 * Constructs a new GoroutineCounts.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: runqscope.stream.v1.GoroutineCounts.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** GoroutineCounts seen. */
                seen: number;

                /** GoroutineCounts snapshot. */
                snapshot: number;

                /** GoroutineCounts created. */
                created: number;

                /** GoroutineCounts exited. */
                exited: number;

                /** GoroutineCounts live. */
                live: number;

                /**
                 * Encodes the specified GoroutineCounts message. Does not implicitly {@link runqscope.stream.v1.GoroutineCounts.verify|verify} messages.
                 * @param message GoroutineCounts message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: runqscope.stream.v1.GoroutineCounts.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a GoroutineCounts message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {runqscope.stream.v1.GoroutineCounts & runqscope.stream.v1.GoroutineCounts.$Shape} GoroutineCounts
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): runqscope.stream.v1.GoroutineCounts & runqscope.stream.v1.GoroutineCounts.$Shape;
            }

            namespace GoroutineCounts {

                /** Properties of a GoroutineCounts. */
                interface $Properties {

                    /** GoroutineCounts seen */
                    seen?: (number|null);

                    /** GoroutineCounts snapshot */
                    snapshot?: (number|null);

                    /** GoroutineCounts created */
                    created?: (number|null);

                    /** GoroutineCounts exited */
                    exited?: (number|null);

                    /** GoroutineCounts live */
                    live?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a GoroutineCounts. */
                type $Shape = runqscope.stream.v1.GoroutineCounts.$Properties;
            }

            /**
             * Properties of a SiteAggregate.
             * @deprecated Use runqscope.stream.v1.SiteAggregate.$Properties instead.
             */
            interface ISiteAggregate extends runqscope.stream.v1.SiteAggregate.$Properties {
            }

            /** Represents a SiteAggregate. */
            class SiteAggregate {

                /**
                 * Constructs a new SiteAggregate.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: runqscope.stream.v1.SiteAggregate.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** SiteAggregate site. */
                site: number;

                /** SiteAggregate live. */
                live: number;

                /** SiteAggregate created. */
                created: number;

                /** SiteAggregate exited. */
                exited: number;

                /** SiteAggregate stages. */
                stages?: (runqscope.stream.v1.Stages.$Properties|null);

                /**
                 * Encodes the specified SiteAggregate message. Does not implicitly {@link runqscope.stream.v1.SiteAggregate.verify|verify} messages.
                 * @param message SiteAggregate message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: runqscope.stream.v1.SiteAggregate.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a SiteAggregate message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {runqscope.stream.v1.SiteAggregate & runqscope.stream.v1.SiteAggregate.$Shape} SiteAggregate
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): runqscope.stream.v1.SiteAggregate & runqscope.stream.v1.SiteAggregate.$Shape;
            }

            namespace SiteAggregate {

                /** Properties of a SiteAggregate. */
                interface $Properties {

                    /** SiteAggregate site */
                    site?: (number|null);

                    /** SiteAggregate live */
                    live?: (number|null);

                    /** SiteAggregate created */
                    created?: (number|null);

                    /** SiteAggregate exited */
                    exited?: (number|null);

                    /** SiteAggregate stages */
                    stages?: (runqscope.stream.v1.Stages.$Properties|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a SiteAggregate. */
                type $Shape = runqscope.stream.v1.SiteAggregate.$Properties;
            }

            /**
             * Properties of an Aggregate.
             * @deprecated Use runqscope.stream.v1.Aggregate.$Properties instead.
             */
            interface IAggregate extends runqscope.stream.v1.Aggregate.$Properties {
            }

            /** Represents an Aggregate. */
            class Aggregate {

                /**
                 * Constructs a new Aggregate.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: runqscope.stream.v1.Aggregate.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** Aggregate time_ns. */
                time_ns: number;

                /** Aggregate duration_ns. */
                duration_ns: number;

                /** Aggregate events. */
                events: number;

                /** Aggregate produced. */
                produced: number;

                /** Aggregate hits_per_s. */
                hits_per_s: number;

                /** Aggregate hit_cost_ns. */
                hit_cost_ns: number;

                /** Aggregate lost. */
                lost: number;

                /** Aggregate lost_by_cause. */
                lost_by_cause: { [k: string]: number };

                /** Aggregate undetermined. */
                undetermined: number;

                /** Aggregate censored. */
                censored: number;

                /** Aggregate disagreements. */
                disagreements: number;

                /** Aggregate goroutines. */
                goroutines?: (runqscope.stream.v1.GoroutineCounts.$Properties|null);

                /** Aggregate states. */
                states: { [k: string]: number };

                /** Aggregate stages. */
                stages?: (runqscope.stream.v1.Stages.$Properties|null);

                /** Aggregate window_ns. */
                window_ns: number;

                /** Aggregate window. */
                window?: (runqscope.stream.v1.Stages.$Properties|null);

                /** Aggregate wait_reasons. */
                wait_reasons: { [k: string]: runqscope.stream.v1.StageStats.$Properties };

                /** Aggregate sites. */
                sites: runqscope.stream.v1.SiteAggregate.$Properties[];

                /** Aggregate sites_total. */
                sites_total: number;

                /**
                 * Encodes the specified Aggregate message. Does not implicitly {@link runqscope.stream.v1.Aggregate.verify|verify} messages.
                 * @param message Aggregate message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: runqscope.stream.v1.Aggregate.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes an Aggregate message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {runqscope.stream.v1.Aggregate & runqscope.stream.v1.Aggregate.$Shape} Aggregate
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): runqscope.stream.v1.Aggregate & runqscope.stream.v1.Aggregate.$Shape;
            }

            namespace Aggregate {

                /** Properties of an Aggregate. */
                interface $Properties {

                    /** Aggregate time_ns */
                    time_ns?: (number|null);

                    /** Aggregate duration_ns */
                    duration_ns?: (number|null);

                    /** Aggregate events */
                    events?: (number|null);

                    /** Aggregate produced */
                    produced?: (number|null);

                    /** Aggregate hits_per_s */
                    hits_per_s?: (number|null);

                    /** Aggregate hit_cost_ns */
                    hit_cost_ns?: (number|null);

                    /** Aggregate lost */
                    lost?: (number|null);

                    /** Aggregate lost_by_cause */
                    lost_by_cause?: ({ [k: string]: number }|null);

                    /** Aggregate undetermined */
                    undetermined?: (number|null);

                    /** Aggregate censored */
                    censored?: (number|null);

                    /** Aggregate disagreements */
                    disagreements?: (number|null);

                    /** Aggregate goroutines */
                    goroutines?: (runqscope.stream.v1.GoroutineCounts.$Properties|null);

                    /** Aggregate states */
                    states?: ({ [k: string]: number }|null);

                    /** Aggregate stages */
                    stages?: (runqscope.stream.v1.Stages.$Properties|null);

                    /** Aggregate window_ns */
                    window_ns?: (number|null);

                    /** Aggregate window */
                    window?: (runqscope.stream.v1.Stages.$Properties|null);

                    /** Aggregate wait_reasons */
                    wait_reasons?: ({ [k: string]: runqscope.stream.v1.StageStats.$Properties }|null);

                    /** Aggregate sites */
                    sites?: (runqscope.stream.v1.SiteAggregate.$Properties[]|null);

                    /** Aggregate sites_total */
                    sites_total?: (number|null);

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of an Aggregate. */
                type $Shape = runqscope.stream.v1.Aggregate.$Properties;
            }
        }
    }
}
