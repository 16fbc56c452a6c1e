using NlSql.Query.Sql.Tree;

namespace NlSql.Query.Sql.Guarding.Rules;

/// <summary>Types by allow-list: no <c>regclass</c>, which looks names up, and no row types.</summary>
internal sealed class TypesRule : GuardRule
{
    public override void Check(GuardContext context)
    {
        foreach (SqlType type in context.Nodes.Select(n => n.Node).OfType<SqlType>())
        {
            if (!SqlTypeNames.IsAllowed(type.Name))
                context.Refuse(GuardIssues.Type, $"The type {type.Name} is not available.", type, "text", "numeric", "date");
            else if (!SqlTypeNames.TakesModifiers(type.Name, type.Modifiers.Count) || type.Modifiers.Any(m => m < 0 || m > Largest(type.Name)))
                context.Refuse(GuardIssues.Type, $"The type {type.Name} does not take these numbers.", type);
        }
    }

    /// <summary>Digits cost time in every operation on them, and a <c>character</c> is filled up with spaces.</summary>
    private static int Largest(string type) => type switch
    {
        "numeric" => 100,
        "character" => 1_000,
        "character varying" => 10_000,
        _ => 6,
    };
}
