using NlSql.Insights.Rules;

namespace NlSql.Insights.Automatic;

/// <summary>Something that was looked for.</summary>
/// <param name="Discovery">What would be said.</param>
/// <param name="PValue">The chance of as much where there is nothing.</param>
/// <param name="Effect">How large it is, from 0 to 1, whatever its kind.</param>
internal sealed record Candidate(Discovery Discovery, double PValue, double Effect);
