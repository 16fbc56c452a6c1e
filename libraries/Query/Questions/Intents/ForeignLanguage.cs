using System.Collections.Frozen;
using System.Globalization;
using NlSql.Query.Linking;
using NlSql.Query.Tokens;

namespace NlSql.Query.Questions.Intents;

/// <summary>
/// Whether a text is written in another language than English. Words that the data knows count for none: names of people and things
/// come from everywhere.
/// </summary>
internal static class ForeignLanguage
{
    private const string Message = "I understand questions in English only.";

    // Words that decide by themselves: no name is made of them.
    private static readonly FrozenSet<string> strong = Words("""
        wie wieviel wieviele wer welche welcher welches welchen warum nach zeige zeig bitte umsatz umsatze verkaufe bestellungen kunden gesamt anzahl durchschnitt letzten letzter
        que cual cuales cuantos cuantas cuanto quien donde cuando muestra muestrame ventas ingresos pedidos clientes productos por mes ano
        quel quelle quels quelles combien qui montre montrez chiffre affaires ventes commandes produits par mois annee
        quale quali quanti quante quanto chi dove mostra vendite fatturato ordini clienti prodotti mese
        qual quais quantos quantas quem mostre vendas receita pedidos produtos
        welke hoeveel waarom toon omzet verkopen bestellingen klanten
        jaki jaka jakie ile pokaz sprzedaz zamowienia klienci
        """);

    // Words that may stand in a name as well: "Casa del Sol".
    private static readonly FrozenSet<string> weak = Words("""
        der die das den dem des ein eine einer und oder ist sind war waren von mit fur im zum zur uns unsere hoch gibt
        el la los las un una unos y es son fue del con para en hubo nuestro nuestra segun
        le les une et est sont avec pour dans sur notre nos des du au aux
        il lo gli e di del della dei con per nel sono
        o os as um uma de da do dos das em com no na foi
        het een en van voor met zijn
        w na do jest sa i z
        """);

    private static readonly FrozenSet<string> english = Words("""
        the of in by for with and or to is are was were what which who how when where show list give me many much total all each per from on at
        do does did have has had our we us this that last than more less between over
        """);

    /// <summary>What to say of a text that could not be read because it is not English; null when it is.</summary>
    public static ForeignText? Find(NormalizedQuestion question, Lexicon lexicon)
    {
        var tokens = Tokenizer.Tokenize(IntentText.Of(question.Text).Plain);
        return IsForeign(tokens, lexicon)
            ? new(new(IntentKind.Unsupported, "intent.language", Message), tokens.Any(t => t.Folded.Length > 2 && lexicon.Phrases.Knows(t.Stem)))
            : null;
    }

    private static bool IsForeign(IReadOnlyList<Token> tokens, Lexicon lexicon)
    {
        if (OtherScript(tokens, lexicon))
            return true;
        var unknown = tokens.Where(t => !lexicon.Phrases.Knows(t.Stem)).Select(t => t.Folded).Distinct(StringComparer.Ordinal).ToList();
        var certain = unknown.Count(strong.Contains);
        var likely = unknown.Count(w => weak.Contains(w) && !english.Contains(w));
        var own = tokens.Count(t => english.Contains(t.Folded));
        return certain > 0 ? certain + likely > own && unknown.Count > 1 : likely > 1 && own == 0;
    }

    /// <summary>Whether most words are written in letters that English has not.</summary>
    private static bool OtherScript(IReadOnlyList<Token> tokens, Lexicon lexicon)
    {
        var words = tokens.Where(t => t.Folded.Any(char.IsLetter)).ToList();
        var other = words.Count(t => !lexicon.Phrases.Knows(t.Stem) && t.Folded.Count(c => char.IsLetter(c) && !IsLatin(c)) > t.Folded.Length / 2);
        return other * 2 > words.Count;
    }

    private static bool IsLatin(char letter) =>
        letter < 'ɐ' || letter is >= 'Ḁ' and <= 'ỿ' || CharUnicodeInfo.GetUnicodeCategory(letter) == UnicodeCategory.ModifierLetter;

    private static FrozenSet<string> Words(string text) =>
        text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}

/// <summary>A text in another language than English.</summary>
/// <param name="Intent">What to say of it.</param>
/// <param name="IsPartlyKnown">Whether the data knows some of its words, so that what they name may be offered.</param>
internal sealed record ForeignText(Intent Intent, bool IsPartlyKnown);
