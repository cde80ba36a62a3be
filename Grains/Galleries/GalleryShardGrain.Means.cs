using FaceGrid.Grains.Identities;
using FaceGrid.Grains.Interfaces.Galleries;
using FaceGrid.Vision.Faces;
using FaceGrid.Vision.Search;

namespace FaceGrid.Grains.Galleries;

/// <summary>The second read model: one mean template a person, packed when the first search asks for it.</summary>
public sealed partial class GalleryShardGrain
{
    private PackedTemplates? _means;

    private PackedTemplates IndexOf(TemplateFusion fusion)
    {
        if (fusion == TemplateFusion.Best)
        {
            return _index;
        }

        if (_means is null)
        {
            var rows = PackedTemplates.Empty.ToBuilder();
            foreach (var slot in _slots.Values.Where(s => s.Rows.Length > 0))
            {
                slot.MeanRow = rows.Add(MeanOf(slot.Published!), slot.Owner);
            }

            _means = rows.ToSnapshot();
        }

        return _means;
    }

    private void PublishMean(ShardSlot slot)
    {
        if (_means is null)
        {
            return;
        }

        var changed = _means.ToBuilder();
        if (slot.MeanRow is { } row)
        {
            changed.Remove(row);
        }

        slot.MeanRow = changed.Add(MeanOf(slot.Published!), slot.Owner);
        _means = changed.ToSnapshot();
    }

    private void UnpublishMean(ShardSlot slot)
    {
        if (_means is not null && slot.MeanRow is { } row)
        {
            _means = _means.Without(row);
        }

        slot.MeanRow = null;
    }

    private static float[] MeanOf(ShardEntry entry) => FaceEncoding.Mean(TemplateBytes.ToEncodings(entry.Encodings));
}
