namespace NlSql.Query.Reading.Entities.Rules;

/// <summary>Gives some parts of a draft their role. Rules run in the order of <see cref="EntityReader"/>; what none uses counts against the reading.</summary>
internal abstract class EntityRule
{
    public abstract void Apply(EntityDraft draft);
}
