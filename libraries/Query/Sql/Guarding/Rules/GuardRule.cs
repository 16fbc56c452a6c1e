namespace NlSql.Query.Sql.Guarding.Rules;

/// <summary>One thing that the guard looks at.</summary>
internal abstract class GuardRule
{
    /// <summary>Adds an issue to the context for everything it refuses.</summary>
    public abstract void Check(GuardContext context);
}
