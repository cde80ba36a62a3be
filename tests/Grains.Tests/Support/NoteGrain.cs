namespace FaceGrid.Grains.Tests.Support;

public sealed class NoteGrain([PersistentState("note", "notes")] IPersistentState<Note> note) : Grain, INoteGrain
{
    private readonly Guid _me = Guid.NewGuid();
    private string _textAtActivation = "";

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _textAtActivation = note.State.Text;
        return Task.CompletedTask;
    }

    public Task Write(string text, byte[] bytes)
    {
        note.State = new Note { Text = text, Bytes = bytes, Writes = note.State.Writes + 1 };
        return note.WriteStateAsync();
    }

    public Task<string> Read() => Task.FromResult($"{note.State.Text} (was {_textAtActivation})");

    public Task<Guid> Who() => Task.FromResult(_me);
}
