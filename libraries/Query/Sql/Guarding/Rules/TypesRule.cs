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
            else if (!SqlTypeNames.TakesModifiers(type.Name, type.Modifiers.Count) || type.Modifiers.Any(m => m is < 0 or > 10_000))
                context.Refuse(GuardIssues.Type, $"The type {type.Name} does not take these numbers.", type);
        }
    }
}
