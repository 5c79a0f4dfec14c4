package dev.airoute.extproc.dialect.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import dev.airoute.extproc.Corner;
import dev.airoute.extproc.json.Json;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GeminiSchemaReaderTest {
  @Corner({42, 43})
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "{'type':'STRING'}; {'type':'string'}",
        "{'type':'string','x':1}; {'type':'string','x':1}",
        "{'type':'INTEGER','nullable':true,'minimum':1.50}; {'type':['integer','null'],'minimum':1.50}",
        "{'type':'TYPE_UNSPECIFIED','title':'t'}; {'title':'t'}",
        "{'type':'ARRAY','items':{'type':'NUMBER'},'min_items':'2'}; {'type':'array','items':{'type':'number'},'minItems':2}",
        "{'anyOf':[{'type':'STRING'}],'nullable':true}; {'anyOf':[{'type':'string'},{'type':'null'}]}",
        "{'type':'STRING','format':'enum','enum':['A']}; {'type':'string','enum':['A']}",
        "{'properties':{'b':{'type':'STRING'},'a':{},'type':{'type':'BOOLEAN'}},'propertyOrdering':['type','b']}; {'properties':{'type':{'type':'boolean'},'b':{'type':'string'},'a':{}}}",
        "{'ref':'#/$defs/x','defs':{'x_y':{'type':'NULL'}}}; {'$ref':'#/$defs/x','$defs':{'x_y':{'type':'null'}}}",
        "{'additionalProperties':{'type':'STRING'}}; {'additionalProperties':{'type':'string'}}",
        "{'additionalProperties':false,'example':1}; {'additionalProperties':false,'examples':[1]}"
      })
  void becomesJsonSchema(String schema, String expected) {
    Json read = GeminiSchemaReader.read(Json.parse(schema.replace('\'', '"')));
    assertThat(read).hasToString(expected.replace('\'', '"'));
  }
}
