using LibraryBot.Knowledge;
using LibraryBot.Language;

namespace LibraryBot.Answers;

/// <summary>Answers from the house rules, in the words of the record.</summary>
internal sealed class FaqAnswers(Asking asking)
{
    private readonly KnowledgeSnapshot knowledge = asking.Knowledge;

    public Answer Show(Faq faq) => asking.Answer(Intents.Faq, Text(faq), [faq.Id]) with { Remember = new AskedBefore(Intents.Faq, [faq.Id]) };

    /// <summary>A rule's text for the reply's language; an Indonesian text alone is shown as it is, with its English word for word when that can be had.</summary>
    public string Text(Faq faq)
    {
        // "There is no fine on children's books": what is worked out would be wrong for those.
        var amount = Ages.In(faq.A) is not null && SpeaksOfChildren() ? null : DailyAmount.Of(faq.A, asking.Question.Message);
        return Wording.Lines(
            Answer(faq),
            amount is { } worked ? asking.Say("faq.amount", ("days", worked.Days), ("daily", worked.Daily), ("sum", worked.Sum)) : null,
            Refers(faq) ? Addresses() : null);
    }

    private bool SpeaksOfChildren() => Ages.In(asking.Question.Message) is not null
        || TextWords.Of(asking.Question.Message).Any(word => word is "daughter" or "daughters" or "son" or "sons" or "picture" or "cergam" or "bergambar" or "dongeng" or "putri" or "putra");

    /// <summary>Where the library is: from the branches; a house rule on it is named when there is one.</summary>
    public Answer Place()
    {
        var branches = Addresses();
        var named = FaqMatch.Best(new AskedText("alamat", asking.Now, knowledge), knowledge) is { Score: >= FaqMatch.Enough } rule ? rule.Faq : null;
        if (branches.Length == 0)
            return named is not null ? Show(named) : asking.NotFound(Intents.Faq);
        var text = named is not null && !Refers(named) ? Wording.Lines(Text(named), branches) : branches;
        return asking.Answer(Intents.Faq, text, named is null ? [.. Asked().Select(branch => branch.Id)] : [named.Id]);
    }

    private string Answer(Faq faq)
    {
        if (Refers(faq))
            return "";
        if (asking.Lang == Lang.Id)
            return faq.A;
        if (faq.AEn is { } english)
            return english;
        return LanguageChoice.Guess(faq.A) == Lang.En
            ? faq.A
            : Wording.Lines(asking.Say("faq.indonesian", ("answer", faq.A)), Gloss.English(faq.A) is { } gloss ? asking.Say("faq.gloss", ("answer", gloss)) : null);
    }

    // "Lihat branches": the record points at the branches; their addresses are the answer.
    private bool Refers(Faq faq) => knowledge.Branches.Any(branch => branch.Address is not null)
        && TextWords.Of(faq.A) is { Count: <= 5 } words && words.Any(word => word is "branches" or "branch" or "cabang");

    private string Addresses() => Wording.Lines(Asked().Select(branch => asking.Say("faq.address", ("branch", branch.Name), ("address", branch.Address!))));

    private IEnumerable<Branch> Asked() => knowledge.Branches
        .Where(branch => branch.Address is not null && (asking.Asked.Branch is null || asking.Asked.Branch.Id == branch.Id));
}
