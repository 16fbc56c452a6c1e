namespace NlSql.Drafting.Profiling;

/// <summary>Whether no value comes twice; holds hashes until the first repetition, or until the table's budget is used up.</summary>
internal sealed class UniquenessTest(UniquenessBudget budget)
{
    private HashSet<ulong>? seen = [];
    private bool repeated;

    /// <summary>Whether all values differ; null when there were too many to tell.</summary>
    public bool? Unique => repeated ? false : seen is null ? null : true;

    public void Add(ulong hash)
    {
        if (seen is null)
            return;
        if (!seen.Add(hash))
            repeated = true;
        else if (budget.Take())
            return;
        budget.GiveBack(seen.Count);
        seen = null;
    }
}

/// <summary>How many hashes the columns of a table may hold together: some 200 MB.</summary>
internal sealed class UniquenessBudget
{
    private int left = 8_000_000;

    public bool Take() => --left >= 0;

    public void GiveBack(int count) => left += count;
}
