using Orleans.Storage;

namespace FaceGrid.Grains.Tests.Conformance;

public sealed class NoteGrain(
    [PersistentState("note", "notes")] IPersistentState<Note> note,
    [PersistentState("tally", "notes")] IPersistentState<Tally> tally) : Grain, INoteGrain
{
    private readonly Guid me = Guid.NewGuid();
    private string textAtActivation = "";

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        textAtActivation = note.State.Text;
        return Task.CompletedTask;
    }

    public Task Write(string text, byte[] bytes)
    {
        note.State = new Note { Text = text, Bytes = bytes, Writes = note.State.Writes + 1 };
        return note.WriteStateAsync();
    }

    public Task<string> Read() => Task.FromResult($"{note.State.Text} (was {textAtActivation})");

    public Task<int> SumOfBytes() => Task.FromResult(note.State.Bytes.Sum(b => b));

    public Task<(bool Exists, bool HasEtag, int Writes)> Record() => Task.FromResult((note.RecordExists, note.Etag is not null, note.State.Writes));

    public Task Clear() => note.ClearStateAsync();

    public Task Reread() => note.ReadStateAsync();

    public Task<Guid> Who() => Task.FromResult(me);

    public Task End()
    {
        DeactivateOnIdle();
        return Task.CompletedTask;
    }

    public async Task<string> WriteStubbornly(string text)
    {
        try
        {
            await Write(text, []);
            return "at once";
        }
        catch (InconsistentStateException)
        {
            await note.ReadStateAsync();
            var found = note.State.Text;
            await Write(text, []);
            return $"over {found}";
        }
    }

    public async Task<string> TouchStateOutsideOfATurn()
    {
        try
        {
            return await Task.Run(() => note.State.Text);
        }
        catch (InvalidOperationException)
        {
            return "refused";
        }
    }

    public async Task<int> CountUp()
    {
        tally.State = tally.State with { Count = tally.State.Count + 1, Last = "up" };
        await tally.WriteStateAsync();
        return tally.State.Count;
    }
}
