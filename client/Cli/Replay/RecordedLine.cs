using NodaTime;
using YPort.Twin.Cli.Maps;
using YPort.Twin.Model.Events;

namespace YPort.Twin.Cli.Replay;

/// <summary>One line of a recording: what it says, or why it says nothing.</summary>
/// <param name="Number">Counted from 1, the header's.</param>
/// <param name="Empty">Mapped cells with nothing in them: no reading was made.</param>
/// <param name="Held">Mapped cells that only repeat the line before, where the mapping takes changes alone.</param>
/// <param name="UnreadableCells">Mapped cells of which nothing can be made: of a line whose time or shape cannot be read, or that names no twin.</param>
sealed record RecordedLine(long Number, IReadOnlyList<RecordedItem> Items, int Empty, int Held, int UnreadableCells, Refused? Problem)
{
    public static RecordedLine Unreadable(long number, string reason, string cure, int cells) => new(number, [], 0, 0, cells, new(number, reason, cure));
}

/// <summary>Something of a line that is sent, on its own. The balance calls it a cell, even where it takes several.</summary>
abstract record RecordedItem(long Line, string Twin, Instant At);

/// <param name="Texts">Exactly what the cells say: one, or a position's two of which one may be empty.</param>
sealed record RecordedReading(long Line, string Twin, Instant At, MappedColumn Column, IReadOnlyList<string> Texts) : RecordedItem(Line, Twin, At);

/// <param name="Fields">What is said, without fields whose cells are empty.</param>
sealed record RecordedEvent(long Line, string Twin, Instant At, MappedEvent Event, string Id, IReadOnlyList<(EventField Field, string Text)> Fields) : RecordedItem(Line, Twin, At);

/// <summary>Something of a line that did not become a reading or an event of the twin, and what to do about it.</summary>
sealed record Refused(long Line, string Reason, string Cure);
