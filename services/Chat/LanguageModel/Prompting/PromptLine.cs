namespace NlSql.Chat.LanguageModel.Prompting;

/// <summary>One line of a prompt.</summary>
/// <param name="Rank">How much it matters: with too little room the highest ranks go first.</param>
/// <param name="Text">The line.</param>
internal sealed record PromptLine(PromptRank Rank, string Text);

/// <summary>What a prompt keeps longest comes first.</summary>
internal enum PromptRank
{
    /// <summary>Without it there is no prompt.</summary>
    Needed,

    /// <summary>Tables, metrics and columns that the question seems to be about, and times.</summary>
    Relevant,

    /// <summary>Values that the question says.</summary>
    MatchingValues,

    /// <summary>What people corrected.</summary>
    Corrections,

    /// <summary>How the planner read it.</summary>
    Planner,

    /// <summary>Verified questions.</summary>
    Verified,

    /// <summary>Ways between tables.</summary>
    Relationships,

    /// <summary>Named conditions.</summary>
    Segments,

    /// <summary>Terms of the trade that the question uses.</summary>
    Terms,

    /// <summary>All other metrics.</summary>
    OtherMetrics,

    /// <summary>All other columns.</summary>
    OtherColumns,

    /// <summary>All other terms.</summary>
    OtherTerms,

    /// <summary>Values that only show what a column looks like.</summary>
    SampleValues,
}
