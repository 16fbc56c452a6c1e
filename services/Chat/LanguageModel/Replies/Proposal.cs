using NlSql.SemanticModel.Queries;

namespace NlSql.Chat.LanguageModel.Replies;

/// <summary>What a reply of the model proposes.</summary>
internal abstract record Proposal
{
    private Proposal()
    {
    }

    /// <summary>A semantic query.</summary>
    public sealed record Meaning(SemanticQuery Query) : Proposal;

    /// <summary>SQL, because no semantic query can say it.</summary>
    public sealed record Text(string Sql) : Proposal;

    /// <summary>The model says that the data has no answer, or more than one.</summary>
    public sealed record Unclear : Proposal;

    /// <summary>The model agrees with what it was shown.</summary>
    public sealed record Agreed : Proposal;

    /// <summary>A reply that cannot be used, with the reasons.</summary>
    public sealed record Unreadable(IReadOnlyList<string> Reasons) : Proposal;
}
