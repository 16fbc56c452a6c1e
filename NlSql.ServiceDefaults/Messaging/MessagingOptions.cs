using System.ComponentModel.DataAnnotations;

namespace NlSql.ServiceDefaults.Messaging;

/// <summary>What becomes of messages that a consumer fails at (section <c>NlSql:Messaging</c>).</summary>
public sealed class MessagingOptions : IValidatableObject
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "NlSql:Messaging";

    private const int MostDelays = 10;
    private const int LongestDelay = 86_400;
    private static readonly int[] Usual = [5, 30, 300];

    /// <summary>
    /// Seconds after which a message that failed its immediate retries is given to the consumer again, one after the other, each 1–86,400, at most
    /// 10; after the last it waits in the error queue. Default 5, 30, 300.
    /// </summary>
    public IList<int> RedeliverAfterSeconds { get; set; } = [];

    internal IList<int> Delays => RedeliverAfterSeconds.Count > 0 ? RedeliverAfterSeconds : Usual;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Delays.Count > MostDelays || Delays.Any(seconds => seconds is < 1 or > LongestDelay))
            yield return new($"{Section}:RedeliverAfterSeconds takes at most {MostDelays} numbers from 1 to {LongestDelay}.");
    }
}
