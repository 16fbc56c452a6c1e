using System.ComponentModel.DataAnnotations;

namespace NlSql.Gateway.Routing;

/// <summary>What a client has to keep up with (section <c>NlSql:Clients</c>).</summary>
internal sealed class ClientOptions
{
    public const string Section = "NlSql:Clients";

    /// <summary>
    /// Bytes a second that a client has to send of a body, and to take of an answer, after five seconds of grace, 1–1,000,000; whoever is slower is cut
    /// off. A stream that has nothing to say is not slow. Default 240.
    /// </summary>
    [Range(1, 1_000_000)]
    public int MinimumBytesPerSecond { get; init; } = 240;
}
