namespace NlSql.Query.Policies;

/// <summary>A rule of the policy that changed or limited a query.</summary>
/// <param name="Rule">The key in policy.yaml, such as <c>max_rows</c>.</param>
/// <param name="Effect">What it did, in a sentence for the reader.</param>
public sealed record PolicyApplication(string Rule, string Effect);
