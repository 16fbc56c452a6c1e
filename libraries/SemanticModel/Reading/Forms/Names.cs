namespace NlSql.SemanticModel.Reading.Forms;

/// <summary>What names may look like, as regular expressions for editors and lengths for checks.</summary>
internal static class Names
{
    // A table becomes data.<plugin>__<table>, of which Postgres keeps 63 bytes.
    public const int MaxPluginId = 32;
    public const int MaxTable = 29;
    public const int MaxOther = 63;

    /// <summary>A name of at most so many characters.</summary>
    public static string Pattern(int max) => $"^(?!pg_)(?!.*__)[a-z][a-z0-9_]{{0,{max - 1}}}$";

    /// <summary>The name of a table and of one of its columns: <c>sales.region</c>.</summary>
    public const string QualifiedColumn = @"^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$";
}
