package io.semsearch.artifact;

import io.semsearch.dataset.Caption;
import io.semsearch.hubness.CaptionBank;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The captions that serve as queries, as a safetensors file: {@code caption_id} and {@code image_id} I64 [captions];
 * {@code offsets} I32 [captions + 1]: caption i is bytes offsets[i] (inclusive) to offsets[i + 1] (exclusive) of {@code
 * text} U8 [bytes], in UTF-8. */
final class CaptionBankFile {

    private CaptionBankFile() {}

    static void write(Path path, CaptionBank bank) throws IOException {
        List<Caption> captions = bank.captions();
        byte[][] texts = captions.stream().map(caption -> caption.text().getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        int[] offsets = new int[texts.length + 1];
        for (int i = 0; i < texts.length; i++) {
            offsets[i + 1] = Math.addExact(offsets[i], texts[i].length);
        }
        ByteBuffer text = ByteBuffer.allocate(offsets[texts.length]);
        for (byte[] bytes : texts) {
            text.put(bytes);
        }
        new SafetensorsWriter().add("caption_id", captions.stream().mapToLong(Caption::id).toArray())
                .add("image_id", captions.stream().mapToLong(Caption::imageId).toArray()).add("offsets", offsets)
                .add("text", text.array()).writeTo(path);
    }

    static CaptionBank read(Path path) throws IOException {
        SafetensorsFile file = SafetensorsFile.open(path);
        LongBuffer ids = file.tensor("caption_id").data(TensorType.I64, 1).asLongBuffer();
        LongBuffer images = file.tensor("image_id").data(TensorType.I64, 1).asLongBuffer();
        IntBuffer offsets = file.tensor("offsets").data(TensorType.I32, 1).asIntBuffer();
        ByteBuffer text = file.tensor("text").data(TensorType.U8, 1);
        if (images.capacity() != ids.capacity() || offsets.capacity() != ids.capacity() + 1) {
            throw new ModelFileException(path + ": the tensors of the caption bank do not fit each other");
        }
        List<Caption> captions = new ArrayList<>();
        for (int i = 0; i < ids.capacity(); i++) {
            int begin = offsets.get(i);
            int end = offsets.get(i + 1);
            if (begin < 0 || end < begin || end > text.capacity()) {
                throw new ModelFileException(path + ": caption " + i + " lies outside of the text");
            }
            byte[] bytes = new byte[end - begin];
            text.get(begin, bytes);
            captions.add(new Caption(ids.get(i), images.get(i), new String(bytes, StandardCharsets.UTF_8)));
        }
        return new CaptionBank(captions);
    }
}
